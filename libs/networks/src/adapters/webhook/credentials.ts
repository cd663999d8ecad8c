import type { AdapterError } from '../../contract.js';
import { isHttpUrl } from '../../http/http-url.js';

export interface WebhookCredentials {
  url: string;
  secret: string;
}

/** The channel's credentials, or why they cannot work. Neither value is repeated in the error. */
export function readCredentials(values: Readonly<Record<string, string>>): WebhookCredentials | AdapterError {
  const { url = '', secret = '' } = values;
  if (!isHttpUrl(url)) return malformed('url', 'The address is not an http or https URL without credentials.');
  if (!isSigningSecret(secret)) return malformed('secret', 'The secret is not whsec_ and 24 to 64 bytes in base64.');
  return { url, secret };
}

/** Treated like a token that no longer works: the owner is told, and what is held leaves once it is mended. */
function malformed(field: string, detail: string): AdapterError {
  return { class: 'auth', code: `webhook.${field}_invalid`, phase: 'before_send', detail };
}

const SECRET = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;

/** Standard Webhooks, "Signature scheme": a symmetric key of 192 to 512 bits. */
function isSigningSecret(value: string): boolean {
  const bytes = Buffer.from(SECRET.exec(value)?.[1] ?? '', 'base64').byteLength;
  return bytes >= 24 && bytes <= 64;
}
