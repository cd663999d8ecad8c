import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { S3Settings } from '#config';
import type { ReceivedFile } from './incoming-files.js';
import type { ByteRange, ListOptions, MediaFiles, StoredFile } from './media-files.js';

/** Tries of one call; each may be repeated, see MediaFiles. */
const TRIES = 3;
/** Milliseconds before an upload's second try, doubled before the third. */
const WAIT = 200;
/** Milliseconds to a connection, and of silence on one. */
const PATIENCE = { connectionTimeout: 5_000, socketTimeout: 30_000 };

/** What fails is thrown; without this the SDK tells the console of every stream that it does not repeat. */
const quiet = (): void => undefined;
const LOGGER = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Objects of one bucket of an S3-compatible service; an object appears whole or not at all. */
export class S3Files implements MediaFiles {
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor(settings: S3Settings) {
    const { bucket, accessKeyId, secretAccessKey, ...rest } = settings;
    this.bucket = bucket;
    this.client = new S3Client({
      ...rest,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: TRIES,
      requestHandler: PATIENCE,
      logger: LOGGER,
      // The SDK's own CRC32 trailers are unknown to many compatible services; `keep` signs the SHA-256 instead.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  prepare(file: ReceivedFile, place: string): Promise<void> {
    return this.keep(file, place);
  }

  /** One PUT, whose 5 GB are more than any upload may have. */
  async keep(file: ReceivedFile, place: string): Promise<void> {
    if ((await this.find(place))?.bytes === file.bytes) return;
    await repeatedly(() => this.client.send(uploadOf(file, { Bucket: this.bucket, Key: place })));
  }

  async find(place: string): Promise<StoredFile | null> {
    const head = await orNull(this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: place })));
    return head && { place, bytes: head.ContentLength ?? 0, writtenAt: head.LastModified ?? new Date(0) };
  }

  async read(place: string, range?: ByteRange): Promise<Readable | null> {
    const asked = range && { Range: `bytes=${range.start}-${range.end - 1}` };
    const answer = await orNull(this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: place, ...asked })));
    return (answer?.Body ?? null) as Readable | null;
  }

  async remove(place: string): Promise<void> {
    await orNull(this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: place })));
  }

  async list({ prefix, after, limit }: ListOptions): Promise<{ files: StoredFile[]; more: boolean }> {
    const page = { Prefix: prefix, StartAfter: after ?? undefined, MaxKeys: limit };
    const answer = await this.client.send(new ListObjectsV2Command({ Bucket: this.bucket, ...page }));
    const files = (answer.Contents ?? []).map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
      place: Key,
      bytes: Size,
      writtenAt: LastModified,
    }));
    return { files, more: answer.IsTruncated ?? false };
  }
}

/**
 * The SDK would send a stream unsigned, and over plain http read it twice. The digest is known already: signed as
 * `x-amz-content-sha256` it makes the service refuse any other bytes.
 */
function uploadOf(file: ReceivedFile, target: { Bucket: string; Key: string }): PutObjectCommand {
  const Body = createReadStream(file.path);
  const command = new PutObjectCommand({ ...target, Body, ContentLength: file.bytes });
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] = file.checksum;
      return next(args);
    },
    { step: 'build', name: 'signKnownDigest' },
  );
  return command;
}

/** The SDK repeats no stream, which it cannot rewind. What the service refuses for good stays refused. */
async function repeatedly<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === TRIES || isFinal(error)) throw error;
      await pause(WAIT * 2 ** (tried - 1));
    }
  }
}

function isFinal(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 500) : 500;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** A missing object is an answer; a missing bucket is not. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof S3ServiceException && ['NoSuchKey', 'NotFound'].includes(error.name)) return null;
    throw error;
  }
}
