/** What a command of the shell answers: to stdout as text or with --json, or why there is no answer. */
export type Answer = { json: unknown; text: string; warning?: string; exitCode?: number } | { refusal: string }
