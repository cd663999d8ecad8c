import { createHmac } from 'node:crypto';

/** An Admin API key: the id of the key, and 32 bytes. */
export interface AdminKey {
  id: string;
  secret: Buffer;
}

const KEY = /^([0-9a-f]{24}):([0-9a-f]{64})$/i;

/** `id:secret` as Ghost shows it; null for anything else, such as a Content API key. */
export function readAdminKey(value: string): AdminKey | null {
  const [, id, secret] = KEY.exec(value.trim()) ?? [];
  return id && secret ? { id, secret: Buffer.from(secret, 'hex') } : null;
}

/** Ghost refuses tokens that are older (auth/api-key/admin.js). */
const LIVES = 5 * 60;

/** A token for one call: a JWT signed with HMAC-SHA-256 for the Admin API (docs.ghost.org/admin-api, RFC 7519). */
export function signToken({ id, secret }: AdminKey, now: Date): string {
  const issued = Math.floor(now.getTime() / 1000);
  const header = encoded({ alg: 'HS256', typ: 'JWT', kid: id });
  const payload = encoded({ iat: issued, exp: issued + LIVES, aud: '/admin/' });
  const signature = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
  return `${header}.${payload}.${signature}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
