import { createAgency } from '#agencies';
import { type BrandScope, DomainError, newId, SYSTEM } from '#kernel';
import { createDataSource, type Tx, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import { agenciesEntities } from '#agencies';
import type { DataSource } from 'typeorm';
import { BrandService, brandsEntities, findPublicBrand, requireBrand } from './index.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const LATER = new Date('2026-11-24T08:00:00Z');
const LEFEVRE = { name: 'Boulangerie Lefèvre', timezone: 'Europe/Paris' };

describe('brands', () => {
  const brands = new BrandService();
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let scope: BrandScope;

  beforeAll(async () => {
    database = await openTestDatabase();
    dataSource = createDataSource({
      url: database.appUrl,
      role: 'app',
      poolSize: 3,
      entities: [...agenciesEntities, ...brandsEntities],
    });
    await dataSource.initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    scope = await anAgency();
  });

  async function anAgency(): Promise<BrandScope> {
    const agency = await uow.run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    return { agencyId: agency.id, brands: 'all' };
  }
  const caller = (of = scope) => ({ scope: of, actor: SYSTEM });
  const run = <T>(work: (tx: Tx) => Promise<T>) => uow.run(work);
  const create = (input: Parameters<BrandService['create']>[2], of = scope) =>
    run((tx) => brands.create(tx, caller(of), input, NOW));
  const code = (work: Promise<unknown>) =>
    work.then(
      () => 'accepted',
      (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
    );

  it('makes a brand with its defaults', async () => {
    const brand = await create(LEFEVRE);
    expect(brand).toEqual({
      id: expect.any(String) as string,
      name: 'Boulangerie Lefèvre',
      slug: 'boulangerie-lefevre',
      timezone: 'Europe/Paris',
      languages: ['fr'],
      country: null,
      settings: { approval: 'none', defaults: { lateWindow: 'PT2H' } },
      externalId: null,
      createdAt: '2026-11-23T08:00:00.000Z',
      updatedAt: '2026-11-23T08:00:00.000Z',
      version: 1,
      etag: '"1"',
    });
    expect(await run((tx) => brands.get(tx, scope, brand.id))).toEqual(brand);
  });

  it('keeps languages in canonical spelling, each once', async () => {
    const brand = await create({ ...LEFEVRE, languages: ['FR', 'en-gb', 'fr', 'zh-hant-tw'] });
    expect(brand.languages).toEqual(['fr', 'en-GB', 'zh-Hant-TW']);
  });

  it('numbers derived slugs, across agencies', async () => {
    const slugs = [await create(LEFEVRE), await create(LEFEVRE), await create(LEFEVRE, await anAgency())];
    expect(slugs.map(({ slug }) => slug)).toEqual([
      'boulangerie-lefevre',
      'boulangerie-lefevre-2',
      'boulangerie-lefevre-3',
    ]);
    expect((await create({ ...LEFEVRE, name: '日本' })).slug).toBe('brand');
  });

  it('gives two brands that are made at once two slugs', async () => {
    const made = await Promise.all([create(LEFEVRE), create(LEFEVRE), create(LEFEVRE)]);
    expect(made.map(({ slug }) => slug).sort()).toEqual([
      'boulangerie-lefevre',
      'boulangerie-lefevre-2',
      'boulangerie-lefevre-3',
    ]);
  });

  it('refuses a slug or externalId that is taken, and leaves the transaction usable', async () => {
    await create({ ...LEFEVRE, slug: 'lefevre', externalId: 'crm-7' });
    const name = await run(async (tx) => {
      expect(await code(brands.create(tx, caller(), { ...LEFEVRE, slug: 'lefevre' }, NOW))).toBe('brand.slug_taken');
      expect(await code(brands.create(tx, caller(), { ...LEFEVRE, externalId: 'crm-7' }, NOW))).toBe(
        'brand.external_id_taken',
      );
      return (await brands.create(tx, caller(), { ...LEFEVRE, name: 'Une autre' }, NOW)).name;
    });
    expect(name).toBe('Une autre');
  });

  it('lets another agency use the same externalId', async () => {
    await create({ ...LEFEVRE, externalId: 'crm-7' });
    expect((await create({ ...LEFEVRE, externalId: 'crm-7' }, await anAgency())).externalId).toBe('crm-7');
  });

  it('changes what a patch names and nothing else', async () => {
    const { id } = await create({ ...LEFEVRE, country: 'FR', externalId: 'crm-7' });
    const patch = { settings: { defaults: { lateWindow: 'PT30M' } }, country: null };
    const changed = await run((tx) => brands.update(tx, scope, id, patch, 1, LATER));
    expect(changed).toMatchObject({
      slug: 'boulangerie-lefevre',
      country: null,
      externalId: 'crm-7',
      settings: { approval: 'none', defaults: { lateWindow: 'PT30M' } },
      version: 2,
      etag: '"2"',
      createdAt: NOW.toISOString(),
      updatedAt: LATER.toISOString(),
    });
    expect(await run((tx) => brands.get(tx, scope, id))).toEqual(changed);
  });

  it('refuses a change on a version that is gone, or to a slug that is taken', async () => {
    const { id } = await create(LEFEVRE);
    await create({ ...LEFEVRE, slug: 'lefevre' });
    const update = (patch: object, expected: number | null) =>
      code(run((tx) => brands.update(tx, scope, id, patch, expected, LATER)));
    expect(await update({ name: 'X' }, 2)).toBe('request.precondition_failed');
    expect(await update({ slug: 'lefevre' }, null)).toBe('brand.slug_taken');
    expect(await update({ name: 'X' }, 1)).toBe('accepted');
  });

  it('is not found when foreign, out of the key’s brands, archived or unknown', async () => {
    const mine = await create(LEFEVRE);
    const gone = await create(LEFEVRE);
    await run((tx) => brands.archive(tx, scope, gone.id, null, LATER));
    const foreign = await anAgency();
    const limited: BrandScope = { ...scope, brands: [gone.id] };
    for (const [of, id] of [
      [foreign, mine.id],
      [limited, mine.id],
      [limited, gone.id],
      [scope, gone.id],
      [scope, newId()],
    ] as const) {
      expect(await code(run((tx) => brands.get(tx, of, id)))).toBe('brand.not_found');
      expect(await code(run((tx) => requireBrand(tx, of, id)))).toBe('brand.not_found');
      expect(await code(run((tx) => brands.update(tx, of, id, {}, null, NOW)))).toBe('brand.not_found');
      expect(await code(run((tx) => brands.archive(tx, of, id, null, NOW)))).toBe('brand.not_found');
    }
    expect((await run((tx) => brands.list(tx, limited, {}, { limit: 50 }))).data).toEqual([]);
  });

  it('frees slug and externalId when archived', async () => {
    const first = await create({ ...LEFEVRE, slug: 'lefevre', externalId: 'crm-7' });
    await run((tx) => brands.archive(tx, scope, first.id, 1, LATER));
    expect(await run((tx) => findPublicBrand(tx, 'lefevre'))).toBeNull();
    const second = await create({ ...LEFEVRE, slug: 'lefevre', externalId: 'crm-7' });
    expect((await run((tx) => findPublicBrand(tx, 'lefevre')))?.id).toBe(second.id);
  });

  it('does not let a caller limited to some brands make one', async () => {
    const { id } = await create(LEFEVRE);
    const limited: BrandScope = { ...scope, brands: [id] };
    expect(await code(create(LEFEVRE, limited))).toBe('auth.agency_wide_forbidden');
  });

  it('upserts by externalId, also when two come at once', async () => {
    const upsert = (input: typeof LEFEVRE, expected: number | null = null) =>
      run((tx) => brands.upsert(tx, caller(), 'crm-7', input, expected, NOW));
    expect(await code(upsert(LEFEVRE, 1))).toBe('request.precondition_failed');
    const both = await Promise.all([upsert(LEFEVRE), upsert(LEFEVRE)]);
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(both[0]?.brand.id).toBe(both[1]?.brand.id);
    const { brand, created } = await upsert({ ...LEFEVRE, name: 'Lefèvre' }, 2);
    expect([created, brand.name, brand.slug, brand.version]).toEqual([false, 'Lefèvre', 'boulangerie-lefevre', 3]);
  });

  it('lists in order, page by page, by externalId too', async () => {
    const ids = [];
    for (const externalId of ['a', 'b', 'c']) ids.push((await create({ ...LEFEVRE, externalId })).id);
    const first = await run((tx) => brands.list(tx, scope, {}, { limit: 2 }));
    const second = await run((tx) => brands.list(tx, scope, {}, { limit: 2, cursor: first.nextCursor }));
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    const found = await run((tx) => brands.list(tx, scope, { externalId: 'b' }, { limit: 2 }));
    expect(found.data.map(({ id }) => id)).toEqual([ids[1]]);
    expect(await code(run((tx) => brands.list(tx, scope, {}, { limit: 2, cursor: 'x' })))).toBe(
      'request.cursor_invalid',
    );
  });
});
