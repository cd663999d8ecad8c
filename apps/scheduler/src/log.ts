import { type DestinationStream, pino } from 'pino';
import { loggedError } from '#kernel';
import type { SchedulerLog } from './create-scheduler.js';

/** One JSON line per message, as the api writes them; to standard output by default. */
export function schedulerLog(level: string, out?: DestinationStream): SchedulerLog {
  const options = { level, base: { app: 'scheduler' }, serializers: { err: loggedError } };
  const logger = out ? pino(options, out) : pino(options);
  return {
    info: (message) => logger.info(message),
    error: (message, error) => logger.error(error === undefined ? {} : { err: error }, message),
  };
}
