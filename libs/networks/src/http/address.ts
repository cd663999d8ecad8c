import ipaddr from 'ipaddr.js';

/**
 * Whether `address` (IPv4 or IPv6, no brackets) belongs to somebody out on the internet. An allow-list on purpose:
 * of IPv4 what IANA's special-purpose registry leaves as unicast, of IPv6 only 2000::/3 (RFC 4291 §2.4) without the
 * ranges that wrap an IPv4 address or lead into a tunnel (6to4, Teredo, NAT64), whose inner target would go unchecked.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || isGlobalUnicast(parsed);
}

function isGlobalUnicast(address: ipaddr.IPv6): boolean {
  // `unicast` is what ipaddr.js calls whatever it does not know, such as ::7f00:1 (RFC 4291 §2.5.5.1, deprecated).
  return ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
