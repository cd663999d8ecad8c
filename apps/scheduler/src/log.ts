import { pino } from 'pino';
import type { SchedulerLog } from './create-scheduler.js';

/** One JSON line per message, as the api writes them. */
export function schedulerLog(level: string): SchedulerLog {
  const logger = pino({ level, base: { app: 'scheduler' } });
  return {
    info: (message) => logger.info(message),
    error: (message, error) => logger.error({ err: error }, message),
  };
}
