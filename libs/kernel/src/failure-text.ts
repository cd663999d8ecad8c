import { loggedError } from './logged-error.js';

/**
 * What a command says of the failure that ends it: one of the `expected` kinds is a sentence for its operator; anything else
 * is told with its stack, and nothing that hangs on it.
 */
export function failureText(error: unknown, expected: readonly (new (...given: never[]) => Error)[]): string {
  if (error instanceof Error && expected.some((kind) => error instanceof kind)) return error.message;
  const { type, stack } = loggedError(error);
  return stack || `Failed with ${type}`;
}
