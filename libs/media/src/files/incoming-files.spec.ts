import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '#kernel';
import { IncomingFiles } from './incoming-files.js';

const CONTENT = Buffer.from('une image, disons');
const CHECKSUM = createHash('sha256').update(CONTENT).digest('hex');

describe('IncomingFiles', () => {
  let root: string;
  let storage: IncomingFiles;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'incoming-files-'));
    storage = new IncomingFiles(join(root, 'incoming'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const receive = (content = CONTENT, max = 100) => storage.receive(Readable.from([content]), max);
  const incoming = () => readdir(join(root, 'incoming'));

  it('receives a file, and discards it once', async () => {
    const file = await receive();
    expect(file).toMatchObject({ bytes: CONTENT.length, checksum: CHECKSUM });
    expect(await readFile(file.path)).toEqual(CONTENT);
    await storage.discard(file);
    await storage.discard(file);
    expect(await incoming()).toEqual([]);
  });

  it('takes a file of exactly the limit, refuses one more byte, and leaves nothing behind', async () => {
    expect((await receive(CONTENT, CONTENT.length)).bytes).toBe(CONTENT.length);
    const before = await incoming();
    await expect(receive(CONTENT, CONTENT.length - 1)).rejects.toMatchObject({
      code: 'request.too_large',
      params: { max: CONTENT.length - 1 },
    });
    expect(await incoming()).toEqual(before);
  });

  it('stops reading at the limit', async () => {
    let read = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          read += 10;
          yield Buffer.alloc(10);
        }
      })(),
    );
    await expect(storage.receive(endless, 100)).rejects.toBeInstanceOf(DomainError);
    expect(read).toBeLessThan(1000);
    expect(endless.destroyed).toBe(true);
  });

  it('refuses an empty file and one whose sender went away, leaving nothing behind', async () => {
    await expect(storage.receive(Readable.from([]), 100)).rejects.toMatchObject({ code: 'media.empty' });
    const broken = new Readable({
      read() {
        this.destroy(new Error('aborted'));
      },
    });
    await expect(storage.receive(broken, 100)).rejects.toThrow('aborted');
    expect(await incoming()).toEqual([]);
  });

  it('sweeps what was abandoned a day ago, and nothing younger', async () => {
    const now = new Date('2026-11-23T08:00:00Z');
    await storage.sweep(now);
    const [old, young] = [await receive(), await receive()];
    await utimes(old.path, now, new Date('2026-11-22T07:59:59Z'));
    await utimes(young.path, now, new Date('2026-11-22T08:00:01Z'));
    await storage.sweep(now);
    expect((await incoming()).map((name) => join(root, 'incoming', name))).toEqual([young.path]);
  });

  it.each([
    ['is too large', () => Readable.from([CONTENT])],
    ['has ended', () => gone()],
    ['breaks at once', () => breaking()],
  ])('leaves nothing behind where the sender %s before the file is created', async (_name, source) => {
    const ends = await Promise.allSettled(Array.from({ length: 100 }, () => storage.receive(source(), 1)));
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(100);
    expect(await incoming()).toEqual([]);
  });
});

function gone(): Readable {
  return Readable.from([CONTENT])
    .on('error', () => undefined)
    .destroy(new Error('gone'));
}

function breaking(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error('broken'));
    },
  });
}
