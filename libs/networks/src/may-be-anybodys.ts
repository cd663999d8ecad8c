import type { AdapterError } from './contract.js';

/**
 * A refusal of the credentials that need not be the network's own: “forbidden” without a word that only it would say, as
 * firewalls and maintenance pages answer.
 */
export function mayBeAnybodys({ class: kind, httpStatus, networkCode }: AdapterError): boolean {
  return kind === 'auth' && httpStatus === 403 && networkCode === undefined;
}
