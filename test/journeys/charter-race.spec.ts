import { jest } from '@jest/globals';
import pg from 'pg';
import { createDatabase } from '#testing';
import { countStates, makeDue, outcomes, planBurst } from '../faults/burst.js';
import { startNetwork } from '../faults/scripted-log.js';
import { openStage, type Stage } from '../faults/stage.js';
import { until } from '../faults/until.js';
import { layCharter, scenario, startTestService, type TestArticle, type TestService } from '../harness/index.js';

jest.setTimeout(120_000);

const MILD: TestArticle[] = [{ id: 'A1', rule: 'excess.hashtags', options: { max: 5 } }];
const STRICT: TestArticle[] = [{ id: 'A1', rule: 'wording.avoid', options: { words: [{ fr: ['annonce@n'] }] } }];

/** A connection whose transactions the test opens and ends by itself. */
async function connect(url: string): Promise<{ client: pg.Client; sql: TestService['sql'] }> {
  const client = new pg.Client(url);
  await client.connect();
  return { client, sql: async (text, values = []) => (await client.query(text, values)).rows };
}

/** Switches a brand to another version in the transaction at hand, under the lock of an activation. */
async function switchCharter(
  sql: TestService['sql'],
  { brandId, agencyId }: { brandId: string; agencyId: string },
  articles: TestArticle[],
): Promise<void> {
  await sql('select from charter where brand_id = $1 for update', [brandId]);
  await layCharter({ sql, agencyId, clock: { now: () => new Date() } }, brandId, articles);
}

describe('an activation and a claim', () => {
  it('wait for each other: what is claimed after the switch is judged by the new version', async () => {
    const service = await startTestService();
    const { client, sql } = await connect(service.database.ownerUrl);
    let claiming = Promise.resolve();
    try {
      const to = scenario(service);
      const { id: brandId } = await to.brand();
      const { id: channelId } = await to.channel(brandId);
      await layCharter(service, brandId, MILD);
      const content = { text: 'Une annonce' };
      const { id } = await to.scheduled(brandId, {
        channelIds: [channelId],
        scheduledAt: '2026-11-30T10:00:00Z',
        content,
      });
      service.clock.set('2026-11-30T10:00:00Z');
      await service.pass('dispatch-due');

      await sql('begin');
      await switchCharter(sql, { brandId, agencyId: service.agencyId }, STRICT);
      claiming = service.runJobs();
      await until(
        'the claim waits for the activation',
        async () =>
          (await service.sql(`select from pg_locks where not granted and transactionid is not null`)).length > 0,
        20_000,
      );
      expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'queued' });
      await sql('commit');
      await claiming;
      expect((await to.publicationsOf(id))[0]).toMatchObject({ state: 'held', reason: 'charter', attempts: [] });
    } finally {
      // Ends what still waits.
      await client.end();
      await claiming;
      await service.close();
    }
  });
});

describe('an activation in the middle of a burst', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(await createDatabase('charter_race'));
  });
  afterEach(() => stage.clear());

  it('lets nothing out under the older charter once it has committed, with two processes sending', async () => {
    const network = await startNetwork(stage.directory, 50);
    const service = await stage.startService();
    const wave = { networkId: 'scripted_asked', channels: 16, postsPerChannel: 6 } as const;
    await planBurst(service, [wave], network.baseUrl);
    expect(await service.stop()).toBe(0);
    const brands = await stage.sql<{ brandId: string; agencyId: string }>(
      `select id as "brandId", agency_id as "agencyId" from brand`,
    );
    const { client, sql } = await connect(stage.urls.ownerUrl);
    try {
      for (const brand of brands) await switchCharter(sql, brand, MILD);
      const schedulers = [await stage.startScheduler(), await stage.startScheduler()];
      await makeDue(stage);
      await until('a third is out', async () => ((await countStates(stage))['published'] ?? 0) >= 32, 60_000);
      // Under the activation's lock no claim commits: what it sees claimed is all that the older version let out.
      const claimed = new Set<string>();
      for (const brand of brands) {
        await sql('begin');
        await switchCharter(sql, brand, STRICT);
        const rows = await sql<{ id: string }>('select id from publication where tries > 0 and brand_id = $1', [
          brand.brandId,
        ]);
        for (const { id } of rows) claimed.add(id);
        await sql('commit');
      }
      await until(
        'all is out or held',
        async () => {
          const { published = 0, held = 0 } = await countStates(stage);
          return published + held === 96;
        },
        60_000,
      );
      const all = await outcomes(stage, await network.counts());
      const out = all.filter((outcome) => outcome.out > 0);
      expect(out.filter(({ id }) => !claimed.has(id))).toEqual([]);
      expect(out.every((outcome) => outcome.out === 1)).toBe(true);
      const held = all.filter(({ state }) => state === 'held');
      expect(held.length).toBeGreaterThan(0);
      expect(held.every(({ reason, attempts }) => reason === 'charter' && attempts.length === 0)).toBe(true);
      for (const scheduler of schedulers) expect(await scheduler.stop()).toBe(0);
    } finally {
      await client.end();
    }
  });
});
