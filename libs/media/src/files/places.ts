/** Of an upload: equal ones, whoever owns them, share it. `checksum`: SHA-256, hexadecimal. */
export function placeOf(checksum: string): string {
  return `${checksum.slice(0, 2)}/${checksum}`;
}

/** What was made of an upload lies in a folder of its own, so that it can be found and go with it. */
export function renditionsOf(checksum: string): string {
  return `derived/${checksum}/`;
}

/** `name`: a hexadecimal digest of what was asked for, and the extension of what came out. */
export function renditionPlace(checksum: string, name: string): string {
  return `${renditionsOf(checksum)}${name}`;
}

const OURS = /^(?:[0-9a-f]{2}|derived)\/([0-9a-f]{64})(?:\/[0-9a-f]+\.[a-z0-9]+)?$/;

/** The upload that a place belongs to; null for what is not one of ours. */
export function checksumOf(place: string): string | null {
  return OURS.exec(place)?.[1] ?? null;
}
