/** What a log may hold of an error. */
export interface LoggedError {
  [detail: string]: unknown;
  type: string;
  message: string;
  stack: string;
  code?: string;
}

/** SQLSTATE class 22, data exceptions: the message quotes the value (PostgreSQL, appendix A). */
const QUOTES_A_VALUE = /^22[0-9A-Z]{3}$/;

/** Not what hangs on an error, nor values in its message: a failed query carries its parameters, and the row that failed. */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { name, message, stack = '', code } = error as Error & { code?: unknown };
  if (typeof code !== 'string') return { type: name, message, stack };
  if (!QUOTES_A_VALUE.test(code)) return { type: name, message, stack, code };
  const told = `The database refused a value (${code})`;
  return { type: name, message: told, stack: `${name}: ${told}${framesBelow(message, stack)}`, code };
}

/** All that may be told of an error where its message could quote a value or a secret. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** The same as an error again, for who logs errors in a way of their own. */
export function toldError(error: unknown): Error {
  const { type, message, stack } = loggedError(error);
  return Object.assign(new Error(message), { name: type, stack });
}

function framesBelow(message: string, stack: string): string {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}
