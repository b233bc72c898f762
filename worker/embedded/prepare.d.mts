/** Says what is wrong with this version of Node, or nothing. */
export function nodeRefusal(version: string): string | undefined
/** Ends the process with a message when this checkout cannot be made ready. */
export function prepare(): Promise<void>
