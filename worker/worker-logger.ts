/** Temporal's own logger, without what is so by design. */
import { DefaultLogger, type LogLevel, type LogMetadata } from '@temporalio/worker'

export class WorkerLogger extends DefaultLogger {
  override log(level: LogLevel, message: string, meta?: LogMetadata): void {
    // The worker of letters has none: a warning at each start would only be read.
    if (!message.startsWith('No workflows registered')) super.log(level, message, meta)
  }
}
