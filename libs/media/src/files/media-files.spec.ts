import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type FakeS3, startFakeS3 } from '../../testing/fake-s3.js';
import { IncomingFiles } from './incoming-files.js';
import type { MediaFiles } from './media-files.js';
import { openMediaFiles } from './open-media-files.js';
import { checksumOf, placeOf, renditionPlace, renditionsOf } from './places.js';

const CONTENT = Buffer.from('une image, disons');
const CHECKSUM = createHash('sha256').update(CONTENT).digest('hex');
const PLACE = placeOf(CHECKSUM);
const MADE = renditionPlace(CHECKSUM, 'ab12.jpg');

describe.each(['disk', 's3'] as const)('MediaFiles on %s', (kind) => {
  let dataDir: string;
  let s3: FakeS3;
  let incoming: IncomingFiles;
  let files: MediaFiles;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'media-files-'));
    incoming = new IncomingFiles(join(dataDir, 'media', 'incoming'));
    s3 = await startFakeS3();
    const { endpoint, bucket } = s3;
    const keys = { region: 'eu-west-3', accessKeyId: 'access', secretAccessKey: 'secret', forcePathStyle: true };
    files = openMediaFiles({ dataDir, mediaS3: kind === 's3' ? { endpoint, bucket, ...keys } : null });
  });
  afterEach(async () => {
    await s3.close();
    await rm(dataDir, { recursive: true });
  });

  const keep = async (place = PLACE, content = CONTENT) =>
    files.keep(await incoming.receive(Readable.from([content]), 100_000), place);
  const read = async (place = PLACE, range?: { start: number; end: number }) => {
    const stream = await files.read(place, range);
    return stream && (await buffer(stream));
  };
  const places = async (options: { prefix?: string; after?: string | null; limit?: number } = {}) => {
    const { files: found, more } = await files.list({ prefix: '', after: null, limit: 10, ...options });
    return [found.map(({ place }) => place).filter((place) => checksumOf(place)), more];
  };

  it('keeps, finds and reads a file, whole or in part', async () => {
    await keep();
    const found = await files.find(PLACE);
    expect(found).toMatchObject({ place: PLACE, bytes: CONTENT.length });
    expect(found!.writtenAt.getTime()).toBeGreaterThan(0);
    expect(await read()).toEqual(CONTENT);
    expect(await read(PLACE, { start: 4, end: 9 })).toEqual(CONTENT.subarray(4, 9));
    expect(await read(PLACE, { start: CONTENT.length - 1, end: CONTENT.length })).toEqual(CONTENT.subarray(-1));
  });

  it('keeps an equal file again, and removes twice', async () => {
    await keep();
    await keep();
    expect(await places()).toEqual([[PLACE], false]);
    await files.remove(PLACE);
    await files.remove(PLACE);
    expect([await files.find(PLACE), await read()]).toEqual([null, null]);
    expect(await places()).toEqual([[], false]);
  });

  it('lists page by page, in order, from wherever it stopped', async () => {
    const kept = ['00', '7f', 'ff'].map((start) => placeOf(start + CHECKSUM.slice(2)));
    for (const place of [...kept, MADE]) await keep(place);
    const all = [kept[0], kept[1], MADE, kept[2]];
    expect(await places({ limit: 4 })).toEqual([all, false]);
    expect(await places({ limit: 2 })).toEqual([all.slice(0, 2), true]);
    expect(await places({ limit: 1, after: kept[1]! })).toEqual([[MADE], true]);
    expect(await places({ after: MADE })).toEqual([[kept[2]], false]);
    await files.remove(MADE);
    expect(await places({ limit: 1, after: MADE })).toEqual([[kept[2]], false]);
  });

  it('lists what was made of one file alone', async () => {
    await keep();
    await keep(MADE);
    expect(await places({ prefix: renditionsOf(CHECKSUM) })).toEqual([[MADE], false]);
    expect(await places({ prefix: renditionsOf('0'.repeat(64)) })).toEqual([[], false]);
    await files.remove(MADE);
    expect(await places()).toEqual([[PLACE], false]);
  });

  it('keeps what was prepared, even when it was removed meanwhile', async () => {
    const file = await incoming.receive(Readable.from([CONTENT]), 100);
    await files.prepare(file, PLACE);
    await files.remove(PLACE);
    await files.keep(file, PLACE);
    expect(await read()).toEqual(CONTENT);
  });

  if (kind === 'disk') {
    it('takes the received file away, and the folder of renditions with the last of them', async () => {
      await keep(MADE);
      expect(await readdir(join(dataDir, 'media', 'incoming'))).toEqual([]);
      await files.remove(MADE);
      expect(await readdir(join(dataDir, 'media', 'derived'))).toEqual([]);
    });
    return;
  }

  it('uploads beforehand, so that keeping is one question', async () => {
    const file = await incoming.receive(Readable.from([CONTENT]), 100);
    await files.prepare(file, PLACE);
    s3.requests.length = 0;
    await files.keep(file, PLACE);
    expect(s3.requests).toEqual([`HEAD ${PLACE}`]);
  });

  it('uploads once what is there already', async () => {
    await keep();
    await keep();
    expect(s3.requests).toEqual([`HEAD ${PLACE}`, `PUT ${PLACE}`, `HEAD ${PLACE}`]);
  });

  it.each([
    ['a busy service', { status: 503, code: 'SlowDown' }],
    ['a cut connection', 'reset'],
  ] as const)('repeats an upload and a read after %s', async (_name, fault) => {
    const found = { status: 404, code: 'NoSuchKey' };
    s3.next(found, fault, fault);
    await keep();
    expect(s3.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(3);
    s3.next(fault);
    expect(await read()).toEqual(CONTENT);
  });

  it('gives up after three tries, and at once when it is refused for good', async () => {
    const busy = { status: 503, code: 'SlowDown' };
    s3.next({ status: 404, code: 'NoSuchKey' }, busy, busy, busy);
    await expect(keep()).rejects.toMatchObject({ name: 'SlowDown' });
    s3.next({ status: 404, code: 'NoSuchKey' }, { status: 403, code: 'AccessDenied' });
    await expect(keep()).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(s3.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(4);
    expect(s3.objects.size).toBe(0);
  });

  it('does not take a bucket that is not there for a file that is not there', async () => {
    s3.next({ status: 404, code: 'NoSuchBucket' });
    await expect(files.read(PLACE)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('lets the service refuse bytes that are not those that were received', async () => {
    const file = await incoming.receive(Readable.from([CONTENT]), 100);
    await expect(files.keep({ ...file, checksum: '0'.repeat(64) }, PLACE)).rejects.toMatchObject({
      name: 'XAmzContentSHA256Mismatch',
    });
  });
});
