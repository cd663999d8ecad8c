/** What one account takes of one medium. `mimeTypes`: exact ones; the single entry ANY_TYPE takes everything. */
export interface MediaFit {
  mimeTypes: readonly string[];
  /** Null: no limit is known. */
  maxBytes: number | null;
  /** Pixels. */
  maxWidth?: number;
  maxHeight?: number;
  maxPixels?: number;
  /** Width over height. */
  minAspect?: number;
  maxAspect?: number;
}

/** A medium as an account takes it. */
export interface MediaFile {
  mimeType: string;
  bytes: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  fileName: string;
  /** SHA-256 of these very bytes, hexadecimal. */
  checksum: string;
  /** Bytes [start, end). */
  read(start: number, end: number): Promise<Uint8Array>;
  /** The whole, as chunks of at most 1 MiB. */
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * `gone`: there is no such medium of this brand, or its file was removed. `cannot_fit`: nothing may be made of it that
 * the account takes; `detail` begins with what stands in the way (see `Fitting`). `unreadable`: it is damaged, or the
 * storage did not answer.
 */
export type MediaOpening =
  | { kind: 'opened'; file: MediaFile }
  | { kind: 'failed'; reason: 'gone' | 'cannot_fit' | 'unreadable'; detail: string };

/** The brand whose media may be opened. */
export interface MediaOwner {
  agencyId: string;
  brandId: string;
}

/** Media as adapters read them. */
export interface MediaSource {
  /** The media as the account takes it, re-encoded when it must be; only what belongs to the account's brand. */
  open(account: MediaOwner, mediaId: string, fit: MediaFit): Promise<MediaOpening>;
  /** A public https URL of it, signed, good until `until`, for networks that fetch by themselves. */
  publicUrl(
    account: MediaOwner,
    mediaId: string,
    fit: MediaFit,
    until: Date,
  ): Promise<{ kind: 'url'; url: string } | Extract<MediaOpening, { kind: 'failed' }>>;
}
