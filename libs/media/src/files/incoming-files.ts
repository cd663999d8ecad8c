import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, newId } from '#kernel';

/** A file on its way in: complete and on the disk, but not kept yet. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  /** SHA-256, hexadecimal. */
  checksum: string;
}

/** The files below a data directory. */
export function openMediaStorage(dataDir: string): MediaStorage {
  return new MediaStorage(join(dataDir, 'media'));
}

const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/**
 * Files under `<root>/<first two digits>/<checksum>`: equal uploads share one. A file is written beside its place,
 * forced to the disk and renamed, so that what stands under a checksum is whole.
 */
export class MediaStorage {
  constructor(readonly root: string) {}

  /** Writes a stream to a temporary file, gone again when this throws: `request.too_large`, `media.empty`. */
  async receive(source: Readable, maxBytes: number): Promise<ReceivedFile> {
    await mkdir(this.incoming, { recursive: true });
    const path = join(this.incoming, newId());
    const digest = new Digest(maxBytes);
    try {
      await pipeline(source, (chunks) => digest.follow(chunks), createWriteStream(path, { flush: true }));
      if (digest.bytes === 0) throw DomainError.at('/file', 'media.empty');
      return { path, bytes: digest.bytes, checksum: digest.checksum() };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Moves a received file to its place, over an equal one if there is one. */
  async keep(file: ReceivedFile): Promise<void> {
    const folder = join(this.root, file.checksum.slice(0, 2));
    await mkdir(folder, { recursive: true });
    await rename(file.path, join(folder, file.checksum));
    await flushFolder(folder);
  }

  /** Drops a received file that is not kept; nothing happens to one that is. */
  async discard(file: ReceivedFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  async remove(checksum: string): Promise<void> {
    await rm(join(this.root, this.placeOf(checksum)), { force: true });
  }

  /** Relative to `root`. */
  placeOf(checksum: string): string {
    return join(checksum.slice(0, 2), checksum);
  }

  /** Drops what a crash left half received more than a day before `now`. */
  async sweep(now: Date): Promise<void> {
    const names = await readdir(this.incoming).catch(() => []);
    for (const name of names) {
      const path = join(this.incoming, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (now.getTime() - mtimeMs > ABANDONED_AFTER) await rm(path, { force: true });
    }
  }

  private get incoming(): string {
    return join(this.root, 'incoming');
  }
}

/** Counts and hashes what passes. */
class Digest {
  bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly max: number) {}

  async *follow(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      if (this.bytes > this.max) throw DomainError.at('/file', 'request.too_large', { max: this.max });
      this.hash.update(chunk);
      yield chunk;
    }
  }

  checksum(): string {
    return this.hash.digest('hex');
  }
}

/** A rename lasts through a power cut once its folder is on the disk (POSIX fsync; Windows has none for folders). */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
