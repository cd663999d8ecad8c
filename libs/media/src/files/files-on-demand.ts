import type { Readable } from 'node:stream';
import type { ReceivedFile } from './incoming-files.js';
import type { ByteRange, ListOptions, MediaFiles, StoredFile } from './media-files.js';

/** Files whose keeper is loaded when it is first needed. */
export class FilesOnDemand implements MediaFiles {
  private files: Promise<MediaFiles> | undefined;

  constructor(private readonly load: () => Promise<MediaFiles>) {}

  async prepare(file: ReceivedFile, place: string): Promise<void> {
    return (await this.loaded()).prepare(file, place);
  }

  async keep(file: ReceivedFile, place: string): Promise<void> {
    return (await this.loaded()).keep(file, place);
  }

  async find(place: string): Promise<StoredFile | null> {
    return (await this.loaded()).find(place);
  }

  async read(place: string, range?: ByteRange): Promise<Readable | null> {
    return (await this.loaded()).read(place, range);
  }

  async remove(place: string): Promise<void> {
    return (await this.loaded()).remove(place);
  }

  async list(options: ListOptions): Promise<{ files: StoredFile[]; more: boolean }> {
    return (await this.loaded()).list(options);
  }

  private loaded(): Promise<MediaFiles> {
    this.files ??= this.load();
    return this.files;
  }
}
