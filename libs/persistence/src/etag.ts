import { DomainError } from '#kernel';

/** The strong entity tag (RFC 9110 §8.8.3) of a row that counts its versions. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Refuses a change made on a version that is no longer the current one. `expected` null: the last write wins. */
export function expectVersion(expected: number | null, current: number): void {
  if (expected !== null && expected !== current) throw new DomainError('request.precondition_failed');
}
