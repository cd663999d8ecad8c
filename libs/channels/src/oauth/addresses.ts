import { DomainError } from '#kernel';
import type { NetworkManifest, OAuthManifest } from '#networks';
import type { Credentials } from '../channel.js';
import { checkCredentials } from '../credentials.js';

/** A manifest of a network where a person can agree. */
export type AgreeableManifest = NetworkManifest & { oauth: OAuthManifest };

/** Where one person agrees, and where what they agreed to is redeemed. */
export interface OAuthPlaces {
  authorizationUrl: string;
  tokenUrl: string;
  /** The origin that was typed; null: the network's own. */
  typedHost: string | null;
}

/**
 * What was typed, hosts as their origins. Throws `channel.credentials_invalid`, pointing at each field, unless `given` has
 * what the addresses need and nothing that the network does not know. A code and a secret will travel there, so that
 * http is for machines of one's own.
 */
export function takeAddresses(manifest: AgreeableManifest, given: Credentials, allowHttp: boolean): Credentials {
  const needed = placeholdersOf(manifest.oauth);
  const credentials = manifest.credentials.map((field) => ({ ...field, required: needed.includes(field.name) }));
  checkCredentials({ ...manifest, credentials }, given);
  const open = allowHttp ? [] : needed.filter((name) => new URL(given[name] ?? '').protocol !== 'https:');
  const params = { reason: 'https://…' };
  const faults = open.map((name) => ({ pointer: `/credentials/${name}`, code: 'field.invalid' as const, params }));
  if (faults.length > 0) throw new DomainError('channel.credentials_invalid', { network: manifest.name }, faults);
  return { ...given, ...Object.fromEntries(needed.map((name) => [name, new URL(given[name] ?? '').origin])) };
}

/** Only origins of a person's choice stand in addresses: one field, of format `url`. */
function placeholdersOf({ authorizationUrl, tokenUrl }: OAuthManifest): string[] {
  const names = [...`${authorizationUrl} ${tokenUrl}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return [...new Set(names)];
}

/** The manifest's addresses, with what was typed in its place and the operator's hosts (`NETWORK_HOSTS`) instead of its own. */
export function placesOf(
  { oauth, hosts = {} }: AgreeableManifest,
  given: Credentials,
  operators: Readonly<Record<string, string>> = {},
): OAuthPlaces {
  const [name] = placeholdersOf(oauth);
  const typedHost = name === undefined ? null : new URL(given[name] ?? '').origin;
  const complete = (address: string): string =>
    typedHost === null ? rehosted(address, hosts, operators) : address.replace(`{${name}}`, typedHost);
  return { authorizationUrl: complete(oauth.authorizationUrl), tokenUrl: complete(oauth.tokenUrl), typedHost };
}

function rehosted(
  address: string,
  hosts: Readonly<Record<string, string>>,
  operators: Readonly<Record<string, string>>,
): string {
  const name = Object.keys(hosts).find(
    (host) => operators[host] !== undefined && address.startsWith(`${hosts[host]}/`),
  );
  return name === undefined ? address : operators[name]! + address.slice(hosts[name]!.length);
}
