import { createHash, randomBytes } from 'node:crypto';

/** `mrn_` and 256 random bits in base64url. */
const TOKEN = /^mrn_[A-Za-z0-9_-]{43}$/;

export function newToken(): string {
  return `mrn_${randomBytes(32).toString('base64url')}`;
}

export function isToken(value: string): boolean {
  return TOKEN.test(value);
}

/** What is stored. A plain hash: 256 random bits leave nothing to guess, so nothing to slow down. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export function hintOf(token: string): string {
  return token.slice(-4);
}
