import type { NetworkManifest, OAuthManifest } from './contract.js';

/** The credentials and hosts that the addresses of an agreement name: `{api}/oauth/token` names `api`. */
export function namesInAddresses({ authorizationUrl, tokenUrl }: OAuthManifest): string[] {
  const names = [...`${authorizationUrl} ${tokenUrl}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return [...new Set(names)];
}

/** Why the addresses of an agreement lead nowhere, or nowhere that an operator can put another host in the place of. */
export function addressFaults({ oauth, credentials, hosts = {} }: NetworkManifest): string[] {
  if (!oauth) return [];
  const typed = credentials.filter(({ format }) => format === 'url').map(({ name }) => name);
  const known = [...typed, ...Object.keys(hosts)];
  const unknown = namesInAddresses(oauth).filter((name) => !known.includes(name));
  const fixed = [oauth.authorizationUrl, oauth.tokenUrl].filter((address) => !/^\{\w+\}\/[^{}]*$/.test(address));
  return [
    ...unknown.map(
      (name) => `an OAuth address names {${name}}, which is neither a host nor a credential of format url`,
    ),
    ...fixed.map((address) => `its OAuth address ${address} is no path on one {name}`),
  ];
}
