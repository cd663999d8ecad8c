import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address leads to. */
export interface MediaAddress {
  id: string;
  /** As it stands in the address, with an extension. */
  name: string;
  /** The rendition, by the digest of what was asked for; null: the file as it was uploaded. */
  as: string | null;
}

/** What a signed address carries behind its question mark. */
export interface SignedQuery {
  as?: string | undefined;
  until: string;
  sig: string;
}

/** For `SecretBox.derive`. */
export const SIGNING = 'media addresses';

/** Public addresses of files: those that stay, and signed ones that end. */
export class MediaAddresses {
  /** `publicUrl` without a trailing slash; `key`: 32 bytes. */
  constructor(
    private readonly publicUrl: string,
    private readonly key: Buffer,
  ) {}

  /** Good until `until`, to the second. */
  sign(address: MediaAddress, until: Date): string {
    const seconds = String(Math.floor(until.getTime() / 1000));
    const query = new URLSearchParams({
      ...(address.as === null ? {} : { as: address.as }),
      until: seconds,
      sig: this.signature(address, seconds).toString('base64url'),
    });
    return `${this.publicUrl}/media/${address.id}/${address.name}?${query}`;
  }

  /** Whether we signed this address and it has not ended. */
  isGood({ id, name }: Pick<MediaAddress, 'id' | 'name'>, query: SignedQuery, now: Date): boolean {
    const expected = this.signature({ id, name, as: query.as ?? null }, query.until);
    const given = Buffer.from(query.sig, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
    return now.getTime() < Number(query.until) * 1000;
  }

  private signature({ id, name, as }: MediaAddress, until: string): Buffer {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([id, name, as, until]))
      .digest();
  }
}
