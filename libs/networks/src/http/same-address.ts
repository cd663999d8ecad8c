/** Whether two addresses name one page, whatever the scheme, `www.`, a last slash and what follows `?` or `#`. */
export function sameAddress(one: string, other: string): boolean {
  const name = pageOf(one);
  return name !== null && name === pageOf(other);
}

function pageOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { host, pathname } = new URL(address);
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`;
}
