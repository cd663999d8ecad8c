import type { Readable } from 'node:stream';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '#agencies';
import { requireBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type BrandScope, type Clock, CLOCK, DomainError, newId } from '#kernel';
import { expectVersion, type Page, type PageRequest, type Tx, UnitOfWork } from '#persistence';
import { IncomingFiles, type ReceivedFile } from './files/incoming-files.js';
import { MEDIA_FILES, type MediaFiles } from './files/media-files.js';
import { placeOf } from './files/places.js';
import type { MediaEntity } from './media.entity.js';
import { cleanFileName, type MediaView, toMediaView } from './media.js';
import {
  getMedia,
  insertMedia,
  listMedia,
  lockChecksum,
  lockMedia,
  type MediaFilter,
  updateMedia,
} from './media.repository.js';
import { MEDIA_USAGE, type MediaUsage } from './media-usage.js';
import type { MediaFacts } from './probe/media-facts.js';
import { probeMedia } from './probe/probe-media.js';
import { removeUnusedFile } from './remove-unused-file.js';

type Caller = Pick<Principal, 'scope' | 'actor'>;

/** An upload that is complete, known for what it is, and not kept yet. */
export interface ReceivedMedia extends ReceivedFile, MediaFacts {}

export interface MediaInput {
  brandId: string;
  /** As the client named it. */
  fileName: string;
  altText: string | null;
}

/**
 * Rows and their files. On the way in the file comes first and the row commits last; on the way out the row goes
 * first. So a crash leaves at worst a file that no row names, never a row without its file.
 */
@Injectable()
export class MediaService implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly incoming: IncomingFiles,
    @Inject(MEDIA_FILES) private readonly files: MediaFiles,
    @Inject(MEDIA_USAGE) private readonly usage: MediaUsage,
    @Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'mediaMaxBytes' | 'publicUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.incoming.sweep(this.clock.now());
  }

  /**
   * Takes an upload in; `pointer` is the field that brought it. Follow with `create` or `discard`. Throws
   * `request.too_large`, `media.empty`, `media.type_refused`, `media.too_many_pixels`.
   */
  async receive(source: Readable, pointer = '/file'): Promise<ReceivedMedia> {
    const file = await this.incoming.receive(source, this.config.mediaMaxBytes, pointer);
    try {
      return { ...file, ...(await probeMedia(file.path, pointer)) };
    } catch (error) {
      await this.incoming.discard(file);
      throw error;
    }
  }

  /** To be called before the transaction of `create`, which then holds its connection and its lock for a moment only. */
  async prepare(received: ReceivedMedia): Promise<void> {
    await this.files.prepare(received, placeOf(received.checksum));
  }

  /** Keeps a received file. With `dryRun` everything is checked and the file left alone. */
  async create(
    tx: Tx,
    caller: Caller,
    input: MediaInput,
    received: ReceivedMedia,
    { now, dryRun }: { now: Date; dryRun: boolean },
  ): Promise<MediaView> {
    await requireBrand(tx, caller.scope, input.brandId);
    const row = newRow(caller, input, received, now);
    await lockChecksum(tx, row.checksum);
    await insertMedia(tx, row);
    if (!dryRun) await this.files.keep(received, placeOf(row.checksum));
    return toMediaView(row, this.config.publicUrl);
  }

  /** Drops a received file that was not kept. */
  async discard(received: ReceivedMedia): Promise<void> {
    await this.incoming.discard(received);
  }

  async get(tx: Tx, scope: BrandScope, id: string): Promise<MediaView> {
    return toMediaView(await getMedia(tx, scope, id), this.config.publicUrl);
  }

  /** Newest first. */
  async list(tx: Tx, scope: BrandScope, filter: MediaFilter, page: PageRequest): Promise<Page<MediaView>> {
    const { data, nextCursor } = await listMedia(tx, scope, filter, page);
    return { data: data.map((row) => toMediaView(row, this.config.publicUrl)), nextCursor };
  }

  async describe(
    tx: Tx,
    scope: BrandScope,
    id: string,
    altText: string | null,
    expected: number | null,
    now: Date,
  ): Promise<MediaView> {
    const row = await lockMedia(tx, scope, id);
    expectVersion(expected, row.version);
    return toMediaView(await updateMedia(tx, scope, row, { altText }, now), this.config.publicUrl);
  }

  /**
   * Marks the file as gone, `media.in_use` while an unfinished post uses it. Answers its checksum: hand it to
   * `removeUnused` once the transaction has committed.
   */
  async archive(tx: Tx, scope: BrandScope, id: string, expected: number | null, now: Date): Promise<string> {
    const row = await lockMedia(tx, scope, id);
    expectVersion(expected, row.version);
    if (await this.usage.isUsed(tx, id)) throw new DomainError('media.in_use');
    await updateMedia(tx, scope, row, { archivedAt: now }, now);
    return row.checksum;
  }

  /** Removes a file unless a live row needs it; an equal upload meanwhile waits, and brings its own. */
  async removeUnused(checksum: string): Promise<void> {
    await this.uow.run((tx) => removeUnusedFile(tx, this.files, checksum));
  }
}

function newRow(caller: Caller, input: MediaInput, received: ReceivedMedia, now: Date): MediaEntity {
  const { path: _, ...facts } = received;
  return {
    id: newId(),
    agencyId: caller.scope.agencyId,
    brandId: input.brandId,
    fileName: cleanFileName(input.fileName),
    ...facts,
    altText: input.altText,
    version: 1,
    createdBy: caller.actor,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  };
}
