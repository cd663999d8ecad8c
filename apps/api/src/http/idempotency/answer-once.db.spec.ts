import { createAgency, agenciesEntities } from '#agencies';
import { FakeClock, newId } from '#kernel';
import { AesGcmSecretBox, createDataSource, UnitOfWork } from '#persistence';
import { openTestDatabase, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';
import type { Answer } from '../problem.js';
import { AnswerOnce, type Work } from './answer-once.js';
import { IdempotencyKeyRepository, type RepeatableRequest } from './idempotency-key.repository.js';

const CREATED: Answer = { status: 201, headers: { etag: '"1"' }, body: '{"b":1,"a":"é"}' };
const REFUSED: Answer = { status: 409, headers: {}, body: '{}' };
const BROKEN: Answer = { status: 500, headers: {}, body: '{}' };

describe('AnswerOnce', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;
  const clock = new FakeClock('2026-11-24T08:00:00Z');
  const apiKeyId = newId();

  beforeAll(async () => {
    database = await openTestDatabase();
    const pool = { url: database.appUrl, role: 'app' as const, poolSize: 4, entities: agenciesEntities };
    dataSource = await createDataSource(pool).initialize();
    unitOfWork = new UnitOfWork(dataSource);
    const agency = await createAgency(dataSource.manager, { name: 'Les Marronniers' }, clock.now());
    await dataSource.query(
      `insert into api_key (id, agency_id, name, secret_hash, hint, scopes, all_brands, created_by, created_at)
       values ($1, $2, 'k', '\\x00', 'hint', '{}', true, '{}', $3)`,
      [apiKeyId, agency.id, clock.now()],
    );
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.close();
  });

  /** One per process. */
  const process = (wait = 5_000): AnswerOnce =>
    new AnswerOnce(unitOfWork, new IdempotencyKeyRepository(new AesGcmSecretBox(Buffer.alloc(32, 1))), clock, wait);
  const request = (): RepeatableRequest => ({ apiKeyId, key: newId(), hash: 'h' });
  const addAgency = (name: string): Promise<unknown> => unitOfWork.run((tx) => createAgency(tx, { name }, clock.now()));
  const agencies = async (name: string): Promise<number> =>
    (await dataSource.query('select 1 from agency where name = $1', [name])).length as number;
  const failing = (name: string, refusal: Answer): Work => ({
    run: async () => {
      await addAgency(name);
      throw new Error('refused');
    },
    refuse: () => refusal,
  });
  const creating = (name: string): Work => ({
    run: async () => {
      await addAgency(name);
      return CREATED;
    },
    refuse: () => BROKEN,
  });

  it('commits the answer with what was written', async () => {
    const same = request();
    expect(await process().answer(same, creating('one'))).toMatchObject({ answer: CREATED, replayed: false });
    expect(await process().answer(same, creating('one'))).toMatchObject({ answer: CREATED, replayed: true });
    expect(await agencies('one')).toBe(1);
  });

  it('keeps a refusal and takes back what was written on the way to it', async () => {
    const same = request();
    expect(await process().answer(same, failing('refused', REFUSED))).toMatchObject({
      answer: REFUSED,
      replayed: false,
    });
    expect(await process().answer(same, creating('refused'))).toMatchObject({ answer: REFUSED, replayed: true });
    expect(await agencies('refused')).toBe(0);
  });

  it('keeps nothing of a failure of ours: the next one runs', async () => {
    const same = request();
    await expect(process().answer(same, failing('broken', BROKEN))).rejects.toThrow('refused');
    expect(await agencies('broken')).toBe(0);
    expect(await process().answer(same, creating('broken'))).toMatchObject({ answer: CREATED, replayed: false });
  });

  it('lets duplicates in other processes wait for the first', async () => {
    const same = request();
    const answers = await Promise.all(Array.from({ length: 4 }, () => process().answer(same, creating('four'))));
    expect(answers.map(({ answer }) => answer)).toEqual(Array(4).fill(CREATED));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await agencies('four')).toBe(1);
  });

  it('lets duplicates in this process wait without a connection, and one of them run when the first failed', async () => {
    const once = process();
    const same = request();
    const [broken, ...rest] = await Promise.allSettled([
      once.answer(same, failing('many', BROKEN)),
      ...Array.from({ length: 30 }, () => once.answer(same, creating('many'))),
    ]);
    expect(broken.status).toBe('rejected');
    expect(rest.map((settled) => settled.status)).toEqual(Array(30).fill('fulfilled'));
    expect(await agencies('many')).toBe(1);
  });

  it('gives up waiting for a first one that takes too long', async () => {
    const once = process(50);
    const same = request();
    let finish: (answer: Answer) => void = () => undefined;
    const slow = new Promise<Answer>((resolve) => (finish = resolve));
    const first = once.answer(same, { run: () => slow, refuse: () => BROKEN });
    await expect(once.answer(same, creating('late'))).rejects.toMatchObject({ code: 'idempotency.in_progress' });
    finish(CREATED);
    expect(await first).toMatchObject({ answer: CREATED, replayed: false });
    expect(await agencies('late')).toBe(0);
  });
});
