import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryInUse } from './errors.js';
import { type ServiceLock, takeServiceLock } from './service-lock.js';

describe('the service lock', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'marronnier-lock-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is held by one, and free again after its release', async () => {
    const lock = await takeServiceLock(directory);
    await expect(takeServiceLock(directory)).rejects.toThrow(DataDirectoryInUse);
    await expect(takeServiceLock(directory)).rejects.toMatchObject({ directory, holder: process.pid });
    await lock.release();
    await (await takeServiceLock(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  it('goes to exactly one of many that ask at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => takeServiceLock(directory)));
    const won = asked.filter((one): one is PromiseFulfilledResult<ServiceLock> => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
  });

  it('works in a directory whose path is longer than a socket address', async () => {
    const deep = join(directory, 'x'.repeat(120));
    await mkdir(deep);
    const lock = await takeServiceLock(deep);
    await expect(takeServiceLock(deep)).rejects.toThrow(DataDirectoryInUse);
    await lock.release();
    expect(await readdir(deep)).toEqual([]);
  });
});
