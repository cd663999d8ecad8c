import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ReceivedFile } from './incoming-files.js';
import type { ByteRange, ListOptions, MediaFiles, StoredFile } from './media-files.js';

/** Files of one folder on this machine, or on one that several share. `incoming` has to be on the same file system. */
export class DiskFiles implements MediaFiles {
  constructor(private readonly root: string) {}

  /** A rename takes no time. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  async keep(file: ReceivedFile, place: string): Promise<void> {
    const target = join(this.root, place);
    await mkdir(dirname(target), { recursive: true });
    await rename(file.path, target);
    await flushFolder(dirname(target));
  }

  async find(place: string): Promise<StoredFile | null> {
    const facts = await orNull(stat(join(this.root, place)));
    return facts?.isFile() ? { place, bytes: facts.size, writtenAt: facts.mtime } : null;
  }

  async read(place: string, range?: ByteRange): Promise<Readable | null> {
    const handle = await orNull(open(join(this.root, place), 'r'));
    // Opened before it is handed on: what is removed meanwhile is still read to its end.
    return handle && handle.createReadStream(range ? { start: range.start, end: range.end - 1 } : {});
  }

  async remove(place: string): Promise<void> {
    await rm(join(this.root, place), { force: true });
    // The folder of what was made of one upload goes with its last file; those of uploads serve the next ones.
    if (place.startsWith('derived/')) await rmdir(dirname(join(this.root, place))).catch(() => undefined);
  }

  async list({ prefix, after, limit }: ListOptions): Promise<{ files: StoredFile[]; more: boolean }> {
    const files: StoredFile[] = [];
    for await (const place of this.walk(prefix.replace(/\/$/, ''), after)) {
      if (files.length === limit) return { files, more: true };
      const file = await this.find(place);
      if (file) files.push(file);
    }
    return { files, more: false };
  }

  /** Places below a folder, in their order, from the first beyond `after`. */
  private async *walk(folder: string, after: string | null): AsyncGenerator<string> {
    const entries = (await orNull(readdir(join(this.root, folder), { withFileTypes: true }))) ?? [];
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !liesBefore(path, after)) yield* this.walk(path, after);
      if (entry.isFile() && (after === null || path > after)) yield path;
    }
  }
}

/** Whether all a folder holds was listed already. */
function liesBefore(folder: string, after: string | null): boolean {
  return after !== null && folder < after.slice(0, folder.length);
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
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
