import { DomainError } from '#kernel';
import { namesInAddresses, type NetworkManifest, type OAuthManifest } from '#networks';
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

/** The credentials that stand in addresses, and so are typed before anybody agrees. */
export function typedFirst({ oauth, credentials }: AgreeableManifest): string[] {
  const names = namesInAddresses(oauth);
  return credentials.flatMap(({ name }) => (names.includes(name) ? [name] : []));
}

/**
 * What was typed, hosts as their origins. Throws `channel.credentials_invalid`, pointing at each field, unless `given` has
 * what the addresses need and nothing that the network does not know. A code and a secret will travel there, so that
 * http is for machines of one's own.
 */
export function takeAddresses(manifest: AgreeableManifest, given: Credentials, allowHttp: boolean): Credentials {
  const needed = typedFirst(manifest);
  const credentials = manifest.credentials.map((field) => ({ ...field, required: needed.includes(field.name) }));
  checkCredentials({ ...manifest, credentials }, given);
  const open = allowHttp ? [] : needed.filter((name) => new URL(given[name] ?? '').protocol !== 'https:');
  const params = { reason: 'https://…' };
  const faults = open.map((name) => ({ pointer: `/credentials/${name}`, code: 'field.invalid' as const, params }));
  if (faults.length > 0) throw new DomainError('channel.credentials_invalid', { network: manifest.name }, faults);
  return { ...given, ...Object.fromEntries(needed.map((name) => [name, new URL(given[name] ?? '').origin])) };
}

/** The manifest's addresses, each name in them what was typed, else the operator's host (`NETWORK_HOSTS`), else the manifest's. */
export function placesOf(
  manifest: AgreeableManifest,
  given: Credentials,
  operators: Readonly<Record<string, string>> = {},
): OAuthPlaces {
  const typed = typedFirst(manifest).map((name) => [name, new URL(given[name] ?? '').origin] as const);
  const origins = new Map([...Object.entries({ ...manifest.hosts, ...operators }), ...typed]);
  const complete = (address: string): string => address.replace(/\{(\w+)\}/g, (_, name: string) => origins.get(name)!);
  const { authorizationUrl, tokenUrl } = manifest.oauth;
  const typedHost = typed[0]?.[1] ?? null;
  return { authorizationUrl: complete(authorizationUrl), tokenUrl: complete(tokenUrl), typedHost };
}
