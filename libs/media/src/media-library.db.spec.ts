import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, FakeClock, newId, SYSTEM } from '#kernel';
import { createDataSource, sqlRows, type Tx, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { type FakeS3, startFakeS3 } from '../testing/fake-s3.js';
import { film } from '../testing/films.js';
import { animation, picture } from '../testing/images.js';
import { IncomingFiles } from './files/incoming-files.js';
import type { MediaFiles } from './files/media-files.js';
import { openMediaFiles } from './files/open-media-files.js';
import { placeOf, renditionsOf } from './files/places.js';
import { mediaEntities, MediaService, sweepOrphans } from './index.js';
import type { MediaView } from './media.js';
import { MediaAddresses } from './media-addresses.js';
import { MediaLibrary } from './media-library.js';
import type { MediaFit, MediaOwner } from '#networks';
import { PublicFiles } from './public-files.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const UNTIL = new Date('2026-11-23T09:00:00Z');
const PUBLIC_URL = 'https://calendar.example';
const CONFIG = { mediaMaxBytes: 5_000_000, publicUrl: PUBLIC_URL };
const SMALL: MediaFit = { mimeTypes: ['image/jpeg', 'image/png'], maxBytes: 1_000_000, maxWidth: 100 };
const AS_IS: MediaFit = { mimeTypes: ['*/*'] };

describe.each(['disk', 's3'] as const)('the media library on %s', (kind) => {
  const usage = { isUsed: () => Promise.resolve(false) };
  let dataDir: string;
  let s3: FakeS3;
  let database: TestDatabase;
  let app: DataSource;
  let scheduler: DataSource;
  let uow: UnitOfWork;
  let files: MediaFiles;
  let media: MediaService;
  let library: MediaLibrary;
  let publicFiles: PublicFiles;
  let scope: BrandScope;
  let owner: MediaOwner;

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...brandsEntities, ...mediaEntities];
    app = await createDataSource({ url: database.appUrl, role: 'app', poolSize: 3, entities }).initialize();
    const pool = { url: database.schedulerUrl, role: 'scheduler' as const, poolSize: 3, entities: mediaEntities };
    scheduler = await createDataSource(pool).initialize();
    uow = new UnitOfWork(app);
  });
  afterAll(async () => {
    await app.destroy();
    await scheduler.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    dataDir = await mkdtemp(join(tmpdir(), 'media-library-'));
    s3 = await startFakeS3();
    const { endpoint, bucket } = s3;
    const keys = { region: 'eu-west-3', accessKeyId: 'access', secretAccessKey: 'secret', forcePathStyle: true };
    files = openMediaFiles({ dataDir, mediaS3: kind === 's3' ? { endpoint, bucket, ...keys } : null });
    const incoming = new IncomingFiles(join(dataDir, 'media', 'incoming'));
    const addresses = new MediaAddresses(PUBLIC_URL, Buffer.alloc(32, 1));
    media = new MediaService(uow, incoming, files, usage, CONFIG, new FakeClock(NOW));
    // As a worker has it: under the scheduler's role.
    library = new MediaLibrary(new UnitOfWork(scheduler), files, incoming, addresses);
    publicFiles = new PublicFiles(files, addresses);
    const agency = await run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    scope = { agencyId: agency.id, brands: 'all' };
    owner = { agencyId: agency.id, brandId: await aBrand('Boulangerie Lefèvre') };
  });
  afterEach(async () => {
    await s3.close();
    await rm(dataDir, { recursive: true });
  });

  const brands = new BrandService();
  const run = <T>(work: (tx: Tx) => Promise<T>) => uow.run(work);
  const aBrand = async (name: string) =>
    (await run((tx) => brands.create(tx, { scope, actor: SYSTEM }, { name, timezone: 'Europe/Paris' }, NOW))).id;
  const upload = async (content: Buffer, fileName = 'Été.png'): Promise<MediaView> => {
    const received = await media.receive(Readable.from([content]));
    const input = { brandId: owner.brandId, fileName, altText: null };
    const options = { now: NOW, dryRun: false };
    const view = await run((tx) => media.create(tx, { scope, actor: SYSTEM }, input, received, options));
    await media.discard(received);
    return view;
  };
  const photo = () => picture(400, 200, 'red').png().toBuffer();
  const opened = async (id: string, fit: MediaFit) => {
    const opening = await library.open(owner, id, fit);
    if (opening.kind === 'failed') throw new Error(`${opening.reason} ${opening.detail}`);
    return opening.file;
  };
  const failure = async (id: string, fit: MediaFit, of = owner) => {
    const [opening, url] = [await library.open(of, id, fit), await library.publicUrl(of, id, fit, UNTIL)];
    expect(url).toEqual(opening);
    return opening.kind === 'failed' ? [opening.reason, opening.detail.split(':')[0]] : 'opened';
  };
  const places = async () =>
    (await files.list({ prefix: '', after: null, limit: 100 })).files.map(({ place }) => place);
  const archive = (id: string) => run((tx) => media.archive(tx, scope, id, null, NOW));

  it('opens a medium as it is where it fits, whole and in parts', async () => {
    const content = film({ padding: 2_500_000, indexLast: true });
    const view = await upload(content, 'démo.mp4');
    const file = await opened(view.id, AS_IS);
    expect(file).toMatchObject({
      ...{ mimeType: 'video/mp4', bytes: content.length, width: 640, height: 360, durationMs: 3000 },
      ...{ fileName: 'démo.mp4', checksum: view.checksum },
    });
    expect(Buffer.from(await file.read(4, 12)).toString('latin1')).toBe('ftypisom');
    expect(await file.read(content.length - 2, content.length + 9)).toHaveLength(2);
    expect(await file.read(5, 5)).toHaveLength(0);
    const pieces: Uint8Array[] = [];
    for await (const piece of file.stream()) pieces.push(piece);
    expect(pieces.map(({ length }) => length)).toEqual([1048576, 1048576, content.length - 2 * 1048576]);
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect(await places()).toEqual([placeOf(view.checksum)]);
  });

  it('makes what fits once, keeps it beside the original, and tells what it is', async () => {
    const view = await upload(await photo());
    const [file, again] = await Promise.all([opened(view.id, SMALL), opened(view.id, SMALL)]);
    expect(file).toMatchObject({
      mimeType: 'image/jpeg',
      width: 100,
      height: 50,
      durationMs: null,
      fileName: 'Été.jpg',
    });
    const content = await buffer(file.stream());
    expect(content).toHaveLength(file.bytes);
    expect((await sharp(content).metadata()).format).toBe('jpeg');
    expect([again.checksum, file.checksum]).toEqual([file.checksum, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(file.checksum).not.toBe(view.checksum);
    const [made, ...others] = (await places()).filter((place) => place.startsWith('derived/'));
    expect([made!.startsWith(renditionsOf(view.checksum)), others]).toEqual([true, []]);
    await opened(view.id, { ...SMALL, maxWidth: 50 });
    expect((await places()).filter((place) => place.startsWith('derived/'))).toHaveLength(2);
    if (kind === 's3') expect(s3.requests.filter((request) => /^PUT derived/.test(request))).toHaveLength(2);
  });

  it('says why nothing can be made', async () => {
    const still = await upload(await photo());
    const moving = await upload(await animation(20, 30, [100, 100]), 'a.gif');
    const movie = await upload(film(), 'a.mp4');
    expect(await failure(still.id, { ...SMALL, maxAspect: 1.91 })).toEqual(['cannot_fit', 'aspect']);
    expect(await failure(moving.id, SMALL)).toEqual(['cannot_fit', 'animated']);
    expect(await failure(movie.id, SMALL)).toEqual(['cannot_fit', 'type']);
    expect(await failure(movie.id, { ...AS_IS, maxBytes: 10 })).toEqual(['cannot_fit', 'bytes']);
    expect(await failure(still.id, { ...SMALL, maxBytes: 10 })).toEqual(['cannot_fit', 'bytes']);
  });

  it('says that an image is damaged', async () => {
    const noise = await picture(200, 200).png().toBuffer();
    const { id } = await upload(noise.subarray(0, 5_000));
    expect(await failure(id, SMALL)).toEqual(['unreadable', 'the image cannot be decoded']);
  });

  it('opens nothing of another brand or agency, nor what does not exist', async () => {
    const { id } = await upload(await photo());
    const gone = ['gone', 'there is no such medium, or its file was removed'];
    expect(await failure(id, AS_IS, { ...owner, brandId: await aBrand('Lise') })).toEqual(gone);
    expect(await failure(id, AS_IS, { ...owner, agencyId: newId() })).toEqual(gone);
    expect(await failure(newId(), SMALL)).toEqual(gone);
  });

  it('opens what is archived while its file is there, and not without', async () => {
    const view = await upload(await photo());
    await opened(view.id, SMALL);
    const checksum = await archive(view.id);
    expect(await opened(view.id, AS_IS)).toMatchObject({ checksum });
    await media.removeUnused(checksum);
    expect(await places()).toEqual([]);
    expect(await failure(view.id, AS_IS)).toEqual(['gone', 'there is no such medium, or its file was removed']);
    expect((await library.open(owner, view.id, SMALL)).kind).toBe('failed');
  });

  it('gives signed addresses that lead to the very bytes, for as long as they say', async () => {
    const view = await upload(await photo());
    for (const fit of [AS_IS, SMALL]) {
      const answer = await library.publicUrl(owner, view.id, fit, UNTIL);
      const url = new URL(answer.kind === 'url' ? answer.url : '');
      const [, , id = '', name = ''] = url.pathname.split('/');
      const find = (changes: object, now = NOW) => {
        const query = { until: '', sig: '', ...Object.fromEntries(url.searchParams), ...changes };
        return run((tx) => publicFiles.findSigned(tx, id, name, query, now));
      };
      const found = await find({});
      const file = await opened(view.id, fit);
      expect(found).toMatchObject({ mimeType: file.mimeType, bytes: file.bytes, until: UNTIL });
      expect((await buffer((await publicFiles.read(found!))!)).equals(await buffer(file.stream()))).toBe(true);
      expect([await find({}, UNTIL), await find({ as: 'ab' })]).toEqual([null, null]);
    }
    await media.removeUnused(await archive(view.id));
    expect((await library.publicUrl(owner, view.id, AS_IS, UNTIL)).kind).toBe('failed');
  });

  describe('sweeping', () => {
    const later = (hours: number) => new Date(s3.now.getTime() + hours * 3_600_000);
    const sweep = (now: Date) => sweepOrphans(new UnitOfWork(scheduler), files, now);
    /** As a crash before the row leaves it. The disk's own clock dates it, the bucket's stands still. */
    const orphan = async (content: Buffer) => {
      const received = await media.receive(Readable.from([content]));
      await files.keep(received, placeOf(received.checksum));
      return received.checksum;
    };
    beforeEach(() => (s3.now = new Date()));

    it('removes what no row names after a day, with what was made of it, and nothing else', async () => {
      const kept = await upload(await photo());
      await opened(kept.id, SMALL);
      const before = await places();
      const left = await orphan(await picture(30, 30, 'blue').png().toBuffer());
      const archived = await upload(await picture(300, 30, 'green').png().toBuffer());
      await opened(archived.id, SMALL);
      await archive(archived.id);
      expect(await sweep(later(23))).toBe(0);
      expect(await places()).toContain(placeOf(left));
      expect(await sweep(later(25))).toBe(2);
      expect(await places()).toEqual(before);
      expect(await sweep(later(25))).toBe(0);
    });

    it('keeps the files of a deleted brand until they are purged', async () => {
      const view = await upload(await photo());
      await run((tx) => sqlRows(tx, 'update media set archived_at = $1', [NOW]));
      await run((tx) => sqlRows(tx, 'update brand set archived_at = $1', [NOW]));
      expect(await sweep(later(25))).toBe(0);
      await run((tx) => sqlRows(tx, `update media set file_name = '' where id = $1`, [view.id]));
      expect(await sweep(later(25))).toBe(1);
    });

    it('waits for an equal upload on its way, and then leaves its file alone', async () => {
      const content = await photo();
      await orphan(content);
      const received = await media.receive(Readable.from([content]));
      const somebodyWaits = async (tx: Tx) =>
        (await sqlRows(tx, `select from pg_locks where locktype = 'advisory' and not granted`)).length > 0;
      const { swept } = await run(async (tx) => {
        const input = { brandId: owner.brandId, fileName: 'a.png', altText: null };
        await media.create(tx, { scope, actor: SYSTEM }, input, received, { now: NOW, dryRun: false });
        const done = sweep(later(25));
        while (!(await somebodyWaits(tx)));
        return { swept: done };
      });
      expect(await swept).toBe(0);
      expect(await places()).toEqual([placeOf(received.checksum)]);
    });

    /** So many files without a row, written at `writtenAt`. */
    const endless = (count: number, writtenAt: Date) => {
      const some = Array.from({ length: count }, (_, index) => placeOf(index.toString(16).padStart(64, '0')));
      const asked: (string | null)[] = [];
      const removed: string[] = [];
      const list: MediaFiles['list'] = ({ prefix, after, limit }) => {
        if (prefix !== '') return Promise.resolve({ files: [], more: false });
        asked.push(after);
        const rest = some.filter((place) => after === null || place > after);
        const page = rest.slice(0, limit).map((place) => ({ place, bytes: 1, writtenAt }));
        return Promise.resolve({ files: page, more: rest.length > limit });
      };
      const remove = (place: string) => Promise.resolve(void removed.push(place));
      const go = () => sweepOrphans(new UnitOfWork(scheduler), { ...files, list, remove }, NOW);
      return { some, asked, removed, go };
    };

    it('goes on where it stopped, page by page, and begins anew at the end', async () => {
      const { some, asked, go } = endless(1_050, NOW);
      await go();
      expect([asked.length, asked[0], asked[1]]).toEqual([10, null, some[99]]);
      await go();
      expect(asked.slice(10)).toEqual([some[999]]);
      await go();
      expect(asked[11]).toBeNull();
    });

    it('stops when it has removed enough for once', async () => {
      const { some, removed, go } = endless(150, new Date('2026-11-21T08:00:00Z'));
      expect([await go(), await go(), await go()]).toEqual([100, 50, 100]);
      expect(removed.slice(0, 150)).toEqual(some);
    });
  });

  it('leaves nothing half received', async () => {
    await opened((await upload(await photo())).id, SMALL);
    expect(await readdir(join(dataDir, 'media', 'incoming'))).toEqual([]);
  });
});
