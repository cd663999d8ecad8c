import { Logger } from 'graphile-worker';

/** The job engine speaks of every job; what it says goes to `write` only when it is a warning or worse. */
export function jobEngineLogger(write: (message: string) => void = () => undefined): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') write(message);
  });
}
