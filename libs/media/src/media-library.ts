import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { canonicalHash } from '#kernel';
import { type Foundation, UnitOfWork } from '#persistence';
import pLimit from 'p-limit';
import { type IncomingFiles, openIncomingFiles } from './files/incoming-files.js';
import type { MediaFiles } from './files/media-files.js';
import { openMediaFiles } from './files/open-media-files.js';
import { placeOf, renditionPlace } from './files/places.js';
import { fitting, RENDERED_TYPES, type RenderedType, takes } from './fit/fitting.js';
import { RENDERING, renderImage } from './fit/render-image.js';
import { publicName } from './media.js';
import type { MediaEntity } from './media.entity.js';
import { findOwnMedia } from './media.repository.js';
import { MediaAddresses, SIGNING } from './media-addresses.js';
import type { MediaFailure, MediaFile, MediaFit, MediaOpening, MediaOwner, MediaSource } from '#networks';
import { MEDIA_TYPES } from './media-types.js';
import { probeImage } from './probe/probe-image.js';

/** Where the bytes are that an account takes. `as`: see MediaAddress. */
type Fitted = { kind: 'fitted'; place: string; mimeType: string; as: string | null };

/** Pieces of `stream`. */
const CHUNK = 1024 * 1024;
/** One image at a time per process: decoded, a photograph of 100 megapixels fills 400 MB. */
const oneAtATime = pLimit(1);

/** The media of an installation, for who publishes them. */
export function createMediaLibrary({ config, dataSource, secretBox }: Foundation): MediaSource {
  const addresses = new MediaAddresses(config.publicUrl, secretBox.derive(SIGNING));
  return new MediaLibrary(new UnitOfWork(dataSource), openMediaFiles(config), openIncomingFiles(config), addresses);
}

/**
 * What was made for one account is kept for the next that asks the same, and goes with the upload. A medium that is
 * archived is still opened while its file is there: publications may name it. Throws when the database or the storage
 * does not answer; whatever lies with the medium is told in the answer.
 */
export class MediaLibrary implements MediaSource {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly files: MediaFiles,
    private readonly incoming: IncomingFiles,
    private readonly addresses: MediaAddresses,
  ) {}

  async open(account: MediaOwner, mediaId: string, fit: MediaFit): Promise<MediaOpening> {
    const row = await this.find(account, mediaId);
    const fitted = row ? await this.fit(row, fit) : GONE;
    if (!row || fitted.kind === 'failed') return row ? (fitted as MediaFailure) : GONE;
    const file = fitted.as === null ? this.original(row) : await this.rendition(row, fitted);
    return file ? { kind: 'opened', file } : GONE;
  }

  async publicUrl(
    account: MediaOwner,
    mediaId: string,
    fit: MediaFit,
    until: Date,
  ): Promise<{ kind: 'url'; url: string } | MediaFailure> {
    const row = await this.find(account, mediaId);
    if (!row) return GONE;
    const fitted = await this.fit(row, fit);
    if (fitted.kind === 'failed') return fitted;
    const name = publicName({ fileName: row.fileName, mimeType: fitted.mimeType });
    return { kind: 'url', url: this.addresses.sign({ id: row.id, name, as: fitted.as }, until) };
  }

  private find({ agencyId, brandId }: MediaOwner, mediaId: string): Promise<MediaEntity | null> {
    return this.uow.read((tx) => findOwnMedia(tx, { agencyId, brands: [brandId] }, mediaId));
  }

  private async fit(row: MediaEntity, fit: MediaFit): Promise<Fitted | MediaFailure> {
    const decision = fitting(row, fit);
    if (decision.kind === 'cannot_fit') {
      const reason = decision.obstacle === 'unreadable' ? 'unreadable' : 'cannot_fit';
      return { kind: 'failed', reason, detail: decision.detail };
    }
    if (decision.kind === 'render') return this.made(row, decision, fit);
    const place = placeOf(row.checksum);
    return (await this.files.find(place)) ? { kind: 'fitted', place, mimeType: row.mimeType, as: null } : GONE;
  }

  private async made(
    row: MediaEntity,
    box: { width: number; height: number },
    fit: MediaFit,
  ): Promise<Fitted | MediaFailure> {
    const as = canonicalHash({ rendering: RENDERING, ...fit, mimeTypes: [...fit.mimeTypes].sort() }).slice(0, 32);
    const known = await this.findMade(row, as, fit);
    // Whoever waited for its turn behind somebody who made the same finds it made.
    return known ?? oneAtATime(async () => (await this.findMade(row, as, fit)) ?? this.make(row, as, box, fit));
  }

  /** Only the image tells whether it was written as JPEG or PNG: it is under one of few names. */
  private async findMade({ checksum }: MediaEntity, as: string, fit: MediaFit): Promise<Fitted | null> {
    for (const mimeType of RENDERED_TYPES.filter((type) => takes(fit, type))) {
      const place = madePlace(checksum, as, mimeType);
      if (await this.files.find(place)) return { kind: 'fitted', place, mimeType, as };
    }
    return null;
  }

  private async make(
    { checksum, mimeType: own }: MediaEntity,
    as: string,
    box: { width: number; height: number },
    fit: MediaFit,
  ): Promise<Fitted | MediaFailure> {
    const source = await this.files.read(placeOf(checksum));
    if (!source) return GONE;
    const made = await renderImage(await buffer(source), own, box, fit);
    if (made.kind === 'failed') return made;
    const place = madePlace(checksum, as, made.mimeType);
    await this.keep(made.bytes, place);
    return { kind: 'fitted', place, mimeType: made.mimeType, as };
  }

  private async keep(content: Buffer, place: string): Promise<void> {
    const received = await this.incoming.receive(Readable.from([content]), Infinity);
    try {
      await this.files.keep(received, place);
    } finally {
      await this.incoming.discard(received);
    }
  }

  private original(row: MediaEntity): MediaFile {
    const { mimeType, bytes, width, height, durationMs, fileName, checksum } = row;
    const read = (start: number, end: number): Promise<Buffer> => this.readPart(checksum, start, Math.min(end, bytes));
    return {
      mimeType,
      bytes,
      width,
      height,
      durationMs,
      fileName,
      checksum,
      read,
      stream: () => inPieces(bytes, read),
    };
  }

  private async readPart(checksum: string, start: number, end: number): Promise<Buffer> {
    if (end <= start) return Buffer.alloc(0);
    const part = await this.files.read(placeOf(checksum), { start, end });
    if (!part) throw new Error('The media file was removed while it was read');
    return buffer(part);
  }

  /** What was made is an image that some network takes: small enough for the memory. */
  private async rendition({ fileName }: MediaEntity, { place, mimeType }: Fitted): Promise<MediaFile | null> {
    const stored = await this.files.read(place);
    if (!stored) return null;
    const content = await buffer(stored);
    const { width = null, height = null } = await probeImage(content);
    const checksum = createHash('sha256').update(content).digest('hex');
    const read = (start: number, end: number): Promise<Buffer> => Promise.resolve(content.subarray(start, end));
    const facts = { mimeType, bytes: content.length, width, height, durationMs: null, checksum };
    return { ...facts, fileName: renamed(fileName, mimeType), read, stream: () => inPieces(content.length, read) };
  }
}

const GONE: MediaFailure = {
  kind: 'failed',
  reason: 'gone',
  detail: 'there is no such medium, or its file was removed',
};

function madePlace(checksum: string, as: string, mimeType: RenderedType): string {
  return renditionPlace(checksum, `${as}.${MEDIA_TYPES[mimeType]}`);
}

async function* inPieces(
  bytes: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes; start += CHUNK) yield read(start, Math.min(start + CHUNK, bytes));
}

/** The owner's name with the extension of what it has become. */
function renamed(fileName: string, mimeType: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}.${MEDIA_TYPES[mimeType]}`;
}
