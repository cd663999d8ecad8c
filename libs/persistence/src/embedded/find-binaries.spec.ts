import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHARED_STATE, usePackage } from './find-binaries.js';
import { chooseServerUser, isRoot } from './server-user.js';

const LINKS = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
const VERSION = '0.0.0-find-binaries-spec';

describe('the programs of a package', () => {
  let home: string;
  let native: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'marronnier-home-'));
    native = join(home, 'native');
    await mkdir(join(native, 'bin'), { recursive: true });
    await mkdir(join(native, 'lib'));
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'a library');
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(LINKS));
    await writeFile(join(home, 'package.json'), JSON.stringify({ version: VERSION }));
    await writeFile(join(native, 'bin', 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 18.4"\n', { mode: 0o755 });
  });
  afterEach(async () => {
    await rm(home, { recursive: true });
    if (isRoot()) await rm(join(SHARED_STATE, `native-${VERSION}`), { recursive: true, force: true });
  });

  it('get the library links an install without scripts leaves out', async () => {
    await chmod(home, 0o755);
    expect(await usePackage(native, await chooseServerUser(home))).toEqual({ bin: join(native, 'bin'), major: 18 });
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await usePackage(native, await chooseServerUser(home))).toMatchObject({ major: 18 });
  });

  it('are copied with their links when the user of the server cannot reach them, once', async () => {
    const user = await chooseServerUser(home);
    const place = isRoot() ? join(SHARED_STATE, `native-${VERSION}`) : native;
    expect(await usePackage(native, user)).toEqual({ bin: join(place, 'bin'), major: 18 });
    expect(await readFile(join(place, 'lib', 'libpq.so.5'), 'utf8')).toBe('a library');
    await writeFile(join(place, 'mark'), 'left by the first call');
    expect(await usePackage(native, user)).toEqual({ bin: join(place, 'bin'), major: 18 });
    expect(await readFile(join(place, 'mark'), 'utf8')).toBe('left by the first call');
  });

  it('are none where nothing runs', async () => {
    await chmod(home, 0o755);
    await rm(join(native, 'bin', 'postgres'));
    expect(await usePackage(native, null)).toBeNull();
  });
});
