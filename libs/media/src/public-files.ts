import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#persistence';
import { type ByteRange, MEDIA_FILES, type MediaFiles } from './files/media-files.js';
import { placeOf, renditionPlace } from './files/places.js';
import { publicName } from './media.js';
import type { MediaEntity } from './media.entity.js';
import { findAnyMedia, findPublicMedia } from './media.repository.js';
import { MediaAddresses, type SignedQuery } from './media-addresses.js';
import { MEDIA_TYPES } from './media-types.js';

/** A file to be served. */
export interface PublicFile {
  place: string;
  bytes: number;
  mimeType: string;
  /** As its owner named it. */
  fileName: string;
  /** The same for the same bytes. */
  tag: string;
  /** When its address ends; null: never. */
  until: Date | null;
}

/** Files behind public addresses. */
@Injectable()
export class PublicFiles {
  constructor(
    @Inject(MEDIA_FILES) private readonly files: MediaFiles,
    private readonly addresses: MediaAddresses,
  ) {}

  /** An upload whose address anybody may have: live, and of a live brand. Null when there is none. */
  async find(tx: Tx, id: string, name: string): Promise<PublicFile | null> {
    const row = await findPublicMedia(tx, id);
    return row && publicName(row) === name ? this.original(row, null) : null;
  }

  /** What a signed address leads to, while its file is there; null when it was altered or is over. */
  async findSigned(tx: Tx, id: string, name: string, query: SignedQuery, now: Date): Promise<PublicFile | null> {
    if (!this.addresses.isGood({ id, name }, query, now)) return null;
    const row = await findAnyMedia(tx, id);
    const until = new Date(Number(query.until) * 1000);
    if (!row) return null;
    return query.as === undefined ? this.original(row, until) : this.rendition(row, query.as, name, until);
  }

  /** A part of what `find` found, or all; null when it is gone meanwhile. */
  read({ place }: PublicFile, range?: ByteRange): Promise<Readable | null> {
    return this.files.read(place, range);
  }

  private original(row: MediaEntity, until: Date | null): Promise<PublicFile | null> {
    const { checksum, fileName, mimeType } = row;
    return this.stored({ place: placeOf(checksum), mimeType, fileName, tag: checksum, until });
  }

  private async rendition(row: MediaEntity, as: string, name: string, until: Date): Promise<PublicFile | null> {
    const extension = name.split('.').at(-1) ?? '';
    const [mimeType] = Object.entries(MEDIA_TYPES).find(([, known]) => known === extension) ?? [];
    if (!mimeType) return null;
    const place = renditionPlace(row.checksum, `${as}.${extension}`);
    return this.stored({ place, mimeType, fileName: name, tag: `${row.checksum}-${as}`, until });
  }

  private async stored(file: Omit<PublicFile, 'bytes'>): Promise<PublicFile | null> {
    const found = await this.files.find(file.place);
    return found && { ...file, bytes: found.bytes };
  }
}
