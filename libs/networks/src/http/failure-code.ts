import { BLOCKED_ADDRESS } from './guarded-lookup.js';

/** Why an exchange gave no answer, in our own words. */
export type FailureCode =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'blocked_address'
  | 'too_large'
  | 'bad_url'
  | 'bad_request'
  | 'protocol';

const KNOWN: Readonly<Record<string, FailureCode>> = {
  [BLOCKED_ADDRESS]: 'blocked_address',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  EACCES: 'refused',
  EPERM: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_INVALID_ARG: 'bad_request',
  UND_ERR_HEADERS_OVERFLOW: 'too_large',
  HPE_HEADER_OVERFLOW: 'too_large',
};

/** The stable code of an undici or socket error. `handshaking`: an https exchange whose request had not left yet. */
export function failureCode(error: NodeJS.ErrnoException, handshaking: boolean): FailureCode {
  const code = error.code ?? '';
  const known = KNOWN[code];
  if (known) return known;
  if (error.syscall === 'getaddrinfo') return 'dns';
  // undici leaves the code of most parse errors undefined.
  if (code.startsWith('HPE_') || error.name === 'HTTPParserError') return 'protocol';
  // What is left before the request leaves over https are the many names of a failed handshake.
  return handshaking ? 'tls' : 'reset';
}
