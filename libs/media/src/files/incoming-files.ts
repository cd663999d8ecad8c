import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, newId } from '#kernel';

/** A file on its way in: complete and on this machine's disk, but not kept yet. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  /** SHA-256, hexadecimal. */
  checksum: string;
}

/** The one below a data directory, whatever the files that stay are kept in. */
export function openIncomingFiles({ dataDir }: { dataDir: string }): IncomingFiles {
  return new IncomingFiles(join(dataDir, 'media', 'incoming'));
}

const ABANDONED_AFTER = 24 * 60 * 60 * 1000;

/** Where files are counted, hashed and looked into before they are kept. */
export class IncomingFiles {
  constructor(private readonly folder: string) {}

  /**
   * Writes a stream to a temporary file, forced to the disk; gone again when this throws: `request.too_large`,
   * `media.empty`. `pointer` is the field that brought it.
   */
  async receive(source: Readable, maxBytes: number, pointer = '/file'): Promise<ReceivedFile> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, newId());
    const digest = new Digest(maxBytes, pointer);
    const file = createWriteStream(path, { flush: true });
    try {
      await pipeline(source, (chunks) => digest.follow(chunks), file);
      if (digest.bytes === 0) throw DomainError.at(pointer, 'media.empty');
      return { path, bytes: digest.bytes, checksum: digest.checksum() };
    } catch (error) {
      // It may still be about to be created.
      await closed(file);
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Drops a received file; nothing happens when its place is elsewhere by now. */
  async discard(file: ReceivedFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  /** Drops what a crash left half received more than a day before `now`. */
  async sweep(now: Date): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const path = join(this.folder, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (now.getTime() - mtimeMs > ABANDONED_AFTER) await rm(path, { force: true });
    }
  }
}

function closed(file: WriteStream): Promise<void> {
  file.destroy();
  return new Promise((resolve) => (file.closed ? resolve() : file.once('close', resolve)));
}

/** Counts and hashes what passes. */
class Digest {
  bytes = 0;
  private readonly hash = createHash('sha256');

  constructor(
    private readonly max: number,
    private readonly pointer: string,
  ) {}

  async *follow(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      if (this.bytes > this.max) throw DomainError.at(this.pointer, 'request.too_large', { max: this.max });
      this.hash.update(chunk);
      yield chunk;
    }
  }

  checksum(): string {
    return this.hash.digest('hex');
  }
}
