import { FakeClock, newId, SYSTEM } from '#kernel';
import { createDataSource, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeyService, type NewApiKeyView } from './api-key.service.js';
import { createAgency } from './create-agency.js';
import { agenciesEntities } from './index.js';
import type { Principal } from './principal.js';
import { SCOPES } from './scopes.js';

describe('ApiKeyService', () => {
  const clock = new FakeClock('2026-11-24T08:00:00Z');
  const keys = new ApiKeyService(new ApiKeyRepository());
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  let queries: string[];

  beforeAll(async () => {
    database = await openTestDatabase();
    const pool = { url: database.appUrl, role: 'app' as const, poolSize: 4, entities: agenciesEntities };
    dataSource = await createDataSource(pool).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    const runner = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = (mode) => {
      const created = runner(mode);
      const query = created.query.bind(created);
      created.query = ((sql: string, ...rest: []) => {
        queries.push(sql);
        return query(sql, ...rest);
      }) as typeof created.query;
      return created;
    };
  });
  beforeEach(() => {
    queries = [];
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });

  const newAgency = (): Promise<{ id: string }> =>
    unitOfWork.run((tx) => createAgency(tx, { name: 'Les Marronniers' }, clock.now()));
  const issue = (agencyId: string, expiresAt: Date | null = null): Promise<NewApiKeyView> => {
    const grant = { name: 'admin', scopes: SCOPES, brands: 'all' as const, expiresAt };
    return unitOfWork.run((tx) => keys.issue(tx, agencyId, grant, SYSTEM, clock.now()));
  };
  const authenticate = (token: string): Promise<Principal | null> =>
    unitOfWork.read((tx) => keys.authenticate(tx, token, clock.now()));
  const principalOf = async (key: NewApiKeyView): Promise<Principal> => (await authenticate(key.token))!;
  const revoke = (caller: Principal, id: string): Promise<void> =>
    unitOfWork.run((tx) => keys.revoke(tx, caller, id, clock.now()));

  it('knows a key with one query, and none for what is no token', async () => {
    const { token } = await issue((await newAgency()).id);
    await authenticate(token);
    queries = [];
    expect(await authenticate(token)).toMatchObject({
      scope: { brands: 'all' },
      actor: { kind: 'key', label: 'admin' },
    });
    expect(queries).toHaveLength(1);
    expect(await authenticate(`mrn_${'A'.repeat(43)}`)).toBeNull();
    expect(queries).toHaveLength(2);
    expect(await authenticate("mrn_' or true --")).toBeNull();
    expect(queries).toHaveLength(2);
  });

  it('keeps the hash of a token and nothing that leads back to it', async () => {
    const { token } = await issue((await newAgency()).id);
    const rows: unknown[] = await dataSource.query('select k::text as row from api_key k');
    expect(JSON.stringify(rows)).not.toContain(token.slice(4, -4));
  });

  it('notes the last use at most once a minute', async () => {
    const { token, id } = await issue((await newAgency()).id);
    const lastUse = async (): Promise<Date | null> =>
      (await dataSource.query('select last_used_at from api_key where id = $1', [id]))[0].last_used_at as Date | null;
    expect(await lastUse()).toBeNull();
    await authenticate(token);
    const first = clock.now();
    clock.advance(59_000);
    await authenticate(token);
    expect(await lastUse()).toEqual(first);
    clock.advance(1_000);
    await authenticate(token);
    expect(await lastUse()).toEqual(clock.now());
  });

  it('does not wait for a key that is being changed', async () => {
    const { token, id } = await issue((await newAgency()).id);
    await unitOfWork.run(async (tx) => {
      await tx.query('select 1 from api_key where id = $1 for update', [id]);
      const elsewhere = new UnitOfWork(dataSource);
      expect(await elsewhere.read(() => keys.authenticate(dataSource.manager, token, clock.now()))).not.toBeNull();
    });
  });

  it('lets only one of two admins delete the other at the same moment', async () => {
    const { id: agencyId } = await newAgency();
    const [one, two] = [await issue(agencyId), await issue(agencyId)];
    const callers = [await principalOf(one), await principalOf(two)];
    const settled = await Promise.allSettled([revoke(callers[0]!, two.id), revoke(callers[1]!, one.id)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(settled.find((result) => result.status === 'rejected')).toMatchObject({
      reason: { code: 'api_key.last_admin' },
    });
  });

  it('does not count an expired key as one that can administer', async () => {
    const { id: agencyId } = await newAgency();
    const standing = await issue(agencyId);
    await issue(agencyId, new Date(clock.now().getTime() - 1));
    await expect(revoke(await principalOf(standing), standing.id)).rejects.toMatchObject({
      code: 'api_key.last_admin',
    });
  });

  it('refuses brands that the agency does not have', async () => {
    const { id: agencyId } = await newAgency();
    const grant = { name: 'x', scopes: SCOPES, brands: [newId()], expiresAt: null };
    await expect(unitOfWork.run((tx) => keys.issue(tx, agencyId, grant, SYSTEM, clock.now()))).rejects.toMatchObject({
      code: 'brand.not_found',
      fields: [{ pointer: '/brands' }],
    });
  });
});
