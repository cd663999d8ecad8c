import { agenciesEntities, createAgency } from '#agencies';
import type { CharterSource } from '#charter';
import { type BrandScope, DomainError, SYSTEM } from '#kernel';
import { outboxEntities } from '#outbox';
import { createDataSource, type Tx, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import {
  activeCharter,
  BrandService,
  brandsEntities,
  CharterService,
  compiledCharters,
  enactDue,
  enactVersion,
  prepareVersion,
  scheduleVersion,
} from '../index.js';

const NOW = new Date('2026-11-23T08:00:00Z');
const LATER = new Date('2026-11-24T08:00:00Z');

describe('versions of charters', () => {
  const brands = new BrandService();
  const charters = new CharterService();
  let database: TestDatabase;
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let scope: BrandScope;

  beforeAll(async () => {
    database = await openTestDatabase();
    const entities = [...agenciesEntities, ...outboxEntities, ...brandsEntities];
    dataSource = await createDataSource({ url: database.appUrl, role: 'app', poolSize: 5, entities }).initialize();
    uow = new UnitOfWork(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });
  beforeEach(async () => {
    await database.truncate();
    const agency = await uow.run((tx) => createAgency(tx, { name: 'Les Marronniers' }, NOW));
    scope = { agencyId: agency.id, brands: 'all' };
  });

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => uow.run(work);
  const request = (now = NOW) => ({ scope, actor: SYSTEM, now });
  const aBrand = async (): Promise<string> =>
    (await run((tx) => brands.create(tx, request(), { name: 'Le Fournil', timezone: 'Europe/Paris' }, NOW))).id;
  const source = (...articles: CharterSource['articles']): CharterSource => ({
    format: 'marronnier-charter/1',
    name: 'Charte',
    articles,
  });
  const shouting = (fields: object = {}) => ({
    ...{ id: 'A1', title: { en: 'Calm', fr: 'Calme' }, text: { en: 'Calm.', fr: 'Calme.' } },
    ...{ rule: 'tone.shouting', severity: 'block' as const, ...fields },
  });
  const draft = async (brandId: string | null, value: CharterSource): Promise<number> =>
    (await run((tx) => charters.draft(tx, brandId, { source: { value, at: '' } }, request()))).number;
  const enact = (brandId: string | null, number: number, now = NOW) =>
    run((tx) => enactVersion(tx, brandId, number, request(now)));
  const active = (brandId: string) => run((tx) => activeCharter(tx, scope, brandId));

  it('are numbered one by one, whoever drafts at the same time', async () => {
    const brandId = await aBrand();
    const numbers = await Promise.all([1, 2, 3, 4].map(() => draft(brandId, source(shouting()))));
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
  });

  it('come into force one at a time, whoever activates at the same time', async () => {
    const brandId = await aBrand();
    const numbers = [await draft(brandId, source(shouting())), await draft(brandId, source())];
    await Promise.all(numbers.map((number) => enact(brandId, number)));
    const states = (await run((tx) => charters.list(tx, scope, brandId, { limit: 10 }))).data.map(({ state }) => state);
    expect(states.sort()).toEqual(['active', 'retired']);
    const events = await dataSource.query(`select type from outbox_event`);
    expect(events).toHaveLength(2);
    await enact(brandId, (await active(brandId))!.number);
    expect(await dataSource.query(`select type from outbox_event`)).toHaveLength(2);
  });

  it('never change once they have been in force', async () => {
    const brandId = await aBrand();
    await enact(brandId, await draft(brandId, source(shouting())));
    for (const change of [`source = '{}'`, `resolved = null`, `state = 'draft', activated_at = null`, `number = 9`])
      await expect(dataSource.query(`update charter_version set ${change}`)).rejects.toThrow(
        /immutable|been in force|foreign key|violates/,
      );
    await enact(brandId, await draft(brandId, source()));
    await expect(
      dataSource.query(`update charter_version set state = 'active', retired_at = null where state = 'retired'`),
    ).rejects.toThrow('been in force');
  });

  it('judge a brand that is made while the agency’s comes into force', async () => {
    const number = await draft(null, source(shouting()));
    const [, brandId] = await Promise.all([enact(null, number), aBrand()]);
    expect(await active(brandId)).toMatchObject({ number: 1, agencyNumber: 1, resolved: { articles: [{ id: 'A1' }] } });
  });

  it('of the agency and of a brand at the same time leave the brand on the agency’s new one', async () => {
    const brandId = await aBrand();
    await enact(null, await draft(null, source(shouting())));
    const own = await draft(brandId, source(shouting({ id: 'B1', rule: 'tone.cold' })));
    const next = await draft(null, source(shouting(), shouting({ id: 'A2', rule: 'tone.cold' })));
    await Promise.all([enact(brandId, own), enact(null, next)]);
    const { resolved, agencyNumber } = (await active(brandId))!;
    expect(agencyNumber).toBe(next);
    expect(resolved.articles.map(({ id }) => id)).toEqual(['A1', 'A2', 'B1']);
  });

  it('are compiled once, and again for the next one', async () => {
    const brandId = await aBrand();
    const second = await aBrand();
    await enact(null, await draft(null, source(shouting())));
    const compiled = () => run((tx) => compiledCharters(tx, [brandId, second, brandId]));
    const first = await compiled();
    expect([...first.keys()].sort()).toEqual([brandId, second].sort());
    expect((await compiled()).get(brandId)!.compiled).toBe(first.get(brandId)!.compiled);
    await enact(
      brandId,
      await draft(brandId, source(shouting({ severity: 'block', text: { en: 'Hush.', fr: 'Chut.' } }))),
    );
    const then = (await compiled()).get(brandId)!;
    expect(then.number).toBe(2);
    expect(then.compiled.charter.articles[0]!.text.fr).toBe('Chut.');
  });

  it('that wait for their date become drafts again where the agency’s charter no longer allows them', async () => {
    const brandId = await aBrand();
    await enact(null, await draft(null, source(shouting())));
    const number = await draft(brandId, source({ id: 'A1', severity: 'advise' }));
    await run(async (tx) => scheduleVersion(tx, await prepareVersion(tx, scope, brandId, number), LATER, request()));
    await enact(null, await draft(null, source(shouting({ locked: true }))));
    expect(await enactDue(uow, NOW)).toBe(0);
    expect(await enactDue(uow, LATER)).toBe(0);
    expect(await run((tx) => charters.get(tx, scope, brandId, number))).toMatchObject({ state: 'draft' });
    const events: { data: object }[] = await dataSource.query(
      `select data from outbox_event where type = 'charter.not_activated'`,
    );
    expect(events[0]!.data).toMatchObject({ number, problems: [{ problem: 'locked_lowered', articleId: 'A1' }] });
    expect(await active(brandId)).toMatchObject({ agencyNumber: 2, resolved: { articles: [{ severity: 'block' }] } });
  });

  it('come into force at their date once, whichever scheduler is first', async () => {
    const brandId = await aBrand();
    const number = await draft(brandId, source(shouting()));
    await run(async (tx) => scheduleVersion(tx, await prepareVersion(tx, scope, brandId, number), LATER, request()));
    await Promise.all([enactDue(uow, LATER), enactDue(uow, LATER)]);
    expect(await active(brandId)).toMatchObject({ number });
    expect(await dataSource.query(`select id from outbox_event where type = 'charter.activated'`)).toHaveLength(1);
  });

  it('are out of reach of other brands’ keys', async () => {
    const [brandId, other] = [await aBrand(), await aBrand()];
    const number = await draft(brandId, source(shouting()));
    const theirs = { agencyId: scope.agencyId, brands: [other] };
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'accepted',
        (error: unknown) => (error instanceof DomainError ? error.code : Promise.reject(error)),
      );
    expect(await code(run((tx) => charters.get(tx, theirs, brandId, number)))).toBe('brand.not_found');
    expect(await run((tx) => activeCharter(tx, theirs, brandId))).toBeNull();
    expect(await code(run((tx) => charters.draft(tx, null, {}, { ...request(), scope: theirs })))).toBe(
      'auth.agency_wide_forbidden',
    );
  });
});
