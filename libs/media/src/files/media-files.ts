import type { Readable } from 'node:stream';
import type { ReceivedFile } from './incoming-files.js';

/** What is known of a kept file without reading it. */
export interface StoredFile {
  place: string;
  bytes: number;
  /** When it was last written. */
  writtenAt: Date;
}

/** Bytes [start, end), at least one and none beyond the file's. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface ListOptions {
  /** Empty for everything, else it ends in a slash. */
  prefix: string;
  /** The last place of the page before; null to begin. */
  after: string | null;
  limit: number;
}

/**
 * Where kept files are, each whole or not there at all. A place is a short path in ASCII (see places.ts) and says what
 * stands in it: keeping and removing twice is keeping and removing once, so that any call may be repeated.
 */
export interface MediaFiles {
  /** Does beforehand, without any lock, what takes long of keeping a received file, if anything does. */
  prepare(file: ReceivedFile, place: string): Promise<void>;
  /** Takes a received file to its place, over an equal one if there is one; where it was received it may be gone. */
  keep(file: ReceivedFile, place: string): Promise<void>;
  /** Null when there is none. */
  find(place: string): Promise<StoredFile | null>;
  /** A part of it, or all; null when there is none. */
  read(place: string, range?: ByteRange): Promise<Readable | null>;
  remove(place: string): Promise<void>;
  /** Files in the order of their places. */
  list(options: ListOptions): Promise<{ files: StoredFile[]; more: boolean }>;
}

/** The token under which an application hands them on. */
export const MEDIA_FILES = Symbol('MediaFiles');
