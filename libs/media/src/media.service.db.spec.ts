import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { agenciesEntities, createAgency } from '#agencies';
import { BrandService, brandsEntities } from '#brands';
import { type BrandScope, DomainError, FakeClock, newId, SYSTEM } from '#kernel';
import { createDataSource, sqlRows, type Tx, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { animation } from '../testing/images.js';
import { DiskFiles } from './files/disk-files.js';
import { IncomingFiles } from './files/incoming-files.js';
import { mediaEntities, MediaService, plannedMedia, PublicFiles } from './index.js';
import { MediaAddresses } from './media-addresses.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const LATER = new Date('2026-11-24T08:00:00Z');
const PUBLIC_URL = 'https://calendar.example';
const CONFIG = { mediaMaxBytes: 10_000, publicUrl: PUBLIC_URL };
const gif = (width: number) => animation(width, 20, [100, 200]);

describe('media', () => {
  const brands = new BrandService();
  const used = new Set<string>();
  const usage = { isUsed: (_tx: Tx, id: string) => Promise.resolve(used.has(id)) };
  let root: string;
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let media: MediaService;
  let files: PublicFiles;
  let scope: BrandScope;
  let brandId: string;

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...brandsEntities, ...mediaEntities];
    dataSource = createDataSource({ url: database.appUrl, role: 'app', poolSize: 4, entities });
    await dataSource.initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    used.clear();
    root = await mkdtemp(join(tmpdir(), 'media-'));
    media = service(uow);
    files = new PublicFiles(new DiskFiles(root), new MediaAddresses(PUBLIC_URL, Buffer.alloc(32)));
    scope = await anAgency();
    brandId = await aBrand('Boulangerie Lefèvre');
  });
  afterEach(() => rm(root, { recursive: true }));

  const service = (units: UnitOfWork) =>
    new MediaService(
      units,
      new IncomingFiles(join(root, 'incoming')),
      new DiskFiles(root),
      usage,
      CONFIG,
      new FakeClock(NOW),
    );
  const run = <T>(work: (tx: Tx) => Promise<T>) => uow.run(work);
  const upload = async (width = 10, { of = scope, brand = brandId, dryRun = false } = {}) => {
    const received = await media.receive(Readable.from([await gif(width)]));
    const input = { brandId: brand, fileName: 'Été.gif', altText: null };
    const caller = { scope: of, actor: SYSTEM };
    return run((tx) => media.create(tx, caller, input, received, { now: NOW, dryRun }));
  };
  const remove = async (id: string) => media.removeUnused(await run((tx) => media.archive(tx, scope, id, null, LATER)));
  const somebodyWaits = async (tx: Tx) =>
    (await sqlRows(tx, `select from pg_locks where locktype = 'advisory' and not granted`)).length > 0;
  const stored = async () =>
    (await readdir(root, { recursive: true })).filter((name) => /^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name));

  async function anAgency(): Promise<BrandScope> {
    const agency = await run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    return { agencyId: agency.id, brands: 'all' };
  }
  async function aBrand(name: string, of = scope): Promise<string> {
    const input = { name, timezone: 'Europe/Paris' };
    return (await run((tx) => brands.create(tx, { scope: of, actor: SYSTEM }, input, NOW))).id;
  }
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
    );

  it('keeps an upload with what is in it, and serves it to whoever has the address', async () => {
    const view = await upload();
    expect(view).toMatchObject({
      brandId,
      fileName: 'Été.gif',
      mimeType: 'image/gif',
      bytes: (await gif(10)).length,
      width: 10,
      height: 20,
      animated: true,
      durationMs: 300,
      hasAudio: null,
      frameRate: null,
      videoCodec: null,
      altText: null,
      url: `${PUBLIC_URL}/media/${view.id}/ete.gif`,
      etag: '"1"',
    });
    expect(await run((tx) => media.get(tx, scope, view.id))).toEqual(view);
    const file = await run((tx) => files.find(tx, view.id, 'ete.gif'));
    expect(file).toMatchObject({ mimeType: 'image/gif', fileName: 'Été.gif', bytes: view.bytes, until: null });
    expect(await buffer((await files.read(file!))!)).toEqual(await gif(10));
    expect(await run((tx) => files.find(tx, view.id, 'other.gif'))).toBeNull();
    expect(await run((tx) => files.find(tx, newId(), 'ete.gif'))).toBeNull();
  });

  it('keeps nothing of a dry run, nor of an upload that is refused', async () => {
    const view = await uow.rehearse(() => upload(10, { dryRun: true }));
    expect(view.width).toBe(10);
    expect(await code(upload(10, { of: await anAgency() }))).toBe('brand.not_found');
    expect(await stored()).toEqual([]);
    expect((await run((tx) => media.list(tx, scope, {}, { limit: 5 }))).data).toEqual([]);
    const text = await media.receive(Readable.from([Buffer.from('Bonjour')])).catch((error: DomainError) => error);
    expect(text).toMatchObject({ code: 'media.type_refused' });
    expect(await readdir(join(root, 'incoming'))).toHaveLength(2);
  });

  it('stores equal files once and removes them with the last row', async () => {
    const foreign = await anAgency();
    const [first, second] = [await upload(), await upload(10, { of: foreign, brand: await aBrand('Lise', foreign) })];
    expect(await stored()).toHaveLength(1);
    await remove(first.id);
    expect(await stored()).toHaveLength(1);
    expect(await run((tx) => files.find(tx, first.id, 'ete.gif'))).toBeNull();
    expect(await run((tx) => files.find(tx, second.id, 'ete.gif'))).not.toBeNull();
    const checksum = await run((tx) => media.archive(tx, foreign, second.id, null, LATER));
    await media.removeUnused(checksum);
    expect(await stored()).toEqual([]);
  });

  it('does not lose the file of an upload that is on its way while an equal one goes', async () => {
    const first = await upload();
    const checksum = await run((tx) => media.archive(tx, scope, first.id, null, LATER));
    const received = await media.receive(Readable.from([await gif(10)]));
    // Has units of work of its own, as another process would: it waits for the upload's transaction to end.
    const other = service(new UnitOfWork(dataSource));
    const removal = await run(async (tx) => {
      const input = { brandId, fileName: 'b.gif', altText: null };
      await media.create(tx, { scope, actor: SYSTEM }, input, received, { now: NOW, dryRun: false });
      const done = other.removeUnused(checksum);
      while (!(await somebodyWaits(tx)));
      return { done };
    });
    await removal.done;
    expect(await stored()).toHaveLength(1);
  });

  it('keeps what an unfinished post uses', async () => {
    const { id } = await upload();
    used.add(id);
    expect(await code(remove(id))).toBe('media.in_use');
    expect(await stored()).toHaveLength(1);
    used.clear();
    await remove(id);
    expect(await code(run((tx) => media.get(tx, scope, id)))).toBe('media.not_found');
  });

  it('describes, counting versions', async () => {
    const { id } = await upload();
    const described = await run((tx) => media.describe(tx, scope, id, 'Une brioche', 1, LATER));
    expect(described).toMatchObject({ altText: 'Une brioche', version: 2, updatedAt: LATER.toISOString() });
    expect(await run((tx) => media.get(tx, scope, id))).toEqual(described);
    expect(await code(run((tx) => media.describe(tx, scope, id, null, 1, LATER)))).toBe('request.precondition_failed');
  });

  it('is not found when foreign, out of the key’s brands or unknown', async () => {
    const { id } = await upload();
    const other = await aBrand('Lise');
    for (const [of, mediaId] of [
      [await anAgency(), id],
      [{ ...scope, brands: [other] }, id],
      [scope, newId()],
    ] as const) {
      expect(await code(run((tx) => media.get(tx, of, mediaId)))).toBe('media.not_found');
      expect(await code(run((tx) => media.describe(tx, of, mediaId, null, null, NOW)))).toBe('media.not_found');
      expect(await code(run((tx) => media.archive(tx, of, mediaId, null, NOW)))).toBe('media.not_found');
      expect(await code(run((tx) => plannedMedia(tx, of, brandId, [mediaId], PUBLIC_URL)))).toBe('media.not_found');
      expect((await run((tx) => media.list(tx, of, { brandIds: [other] }, { limit: 5 }))).data).toEqual([]);
    }
    expect(await code(run((tx) => plannedMedia(tx, scope, other, [id], PUBLIC_URL)))).toBe('media.not_found');
  });

  it('is hidden with its brand', async () => {
    const { id } = await upload();
    await run((tx) => brands.archive(tx, scope, brandId, null, LATER));
    expect(await run((tx) => files.find(tx, id, 'ete.gif'))).toBeNull();
  });

  it('tells posts what they need, in their order', async () => {
    const [first, second] = [await upload(10), await upload(11)];
    const ids = [second.id, first.id];
    const planned = await run((tx) => plannedMedia(tx, scope, brandId, ids, PUBLIC_URL));
    expect(planned.map(({ mediaId, width }) => [mediaId, width])).toEqual([
      [second.id, 11],
      [first.id, 10],
    ]);
    expect(planned[0]).toEqual({
      mediaId: second.id,
      url: second.url,
      mimeType: 'image/gif',
      durationMs: 300,
      animated: true,
      bytes: second.bytes,
      width: 11,
      height: 20,
      altText: null,
      checksum: second.checksum,
    });
    const refused = run((tx) => plannedMedia(tx, scope, brandId, [first.id, newId()], PUBLIC_URL));
    await expect(refused).rejects.toMatchObject({ fields: [{ pointer: '/content/mediaIds/1' }] });
  });

  it('is not deleted under a post that is being written', async () => {
    const { id } = await upload();
    let archived = Promise.resolve('');
    await run(async (tx) => {
      await plannedMedia(tx, scope, brandId, [id], PUBLIC_URL);
      archived = new UnitOfWork(dataSource).run((other) => media.archive(other, scope, id, null, LATER));
      while ((await sqlRows(tx, 'select from pg_locks where not granted')).length === 0);
      used.add(id);
    });
    expect(await code(archived)).toBe('media.in_use');
  });

  it('lists the newest first, page by page', async () => {
    const ids = [(await upload(1)).id, (await upload(2)).id, (await upload(3)).id];
    const first = await run((tx) => media.list(tx, scope, { brandIds: [brandId] }, { limit: 2 }));
    const second = await run((tx) => media.list(tx, scope, {}, { limit: 2, cursor: first.nextCursor }));
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.reverse());
    expect(second.nextCursor).toBeNull();
  });
});
