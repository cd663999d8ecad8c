import { createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';
import { type Publication, scenario, startTestService, type TestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

interface Stage {
  service: TestService;
  network: ScriptedNetwork;
  brandId: string;
  channelId: string;
}

async function stage(canBeAsked: boolean): Promise<Stage> {
  const network = createScriptedNetwork({ canBeAsked });
  const service = await startTestService({ networks: [network.adapter] });
  const { brand, channel } = scenario(service);
  const { id: brandId } = await brand();
  const { id: channelId } = await channel(brandId, 'scripted');
  return { service, network, brandId, channelId };
}

async function scheduleOne({ service, brandId, channelId }: Stage, scheduledAt = DUE): Promise<string> {
  return (await scenario(service).scheduled(brandId, { scheduledAt, channelIds: [channelId] })).id;
}

async function only(service: TestService, postId: string): Promise<Publication> {
  const publications = await scenario(service).publicationsOf(postId);
  expect(publications).toHaveLength(1);
  return publications[0]!;
}

/** T3: one occurrence fails for good. */
it('T3: a post that is refused for good does not stop the next one', async () => {
  const set = await stage(true);
  try {
    set.network.script.next({ kind: 'refuse', class: 'permanent', code: 'scripted.bad_text' });
    const first = await scheduleOne(set);
    const second = await scheduleOne(set, '2026-11-24T09:05:00Z');
    await set.service.advanceTo('2026-11-24T09:10:00Z');
    expect(await only(set.service, first)).toMatchObject({ state: 'failed', reason: 'scripted.bad_text' });
    expect(await only(set.service, second)).toMatchObject({ state: 'published' });
    expect(set.network.log).toHaveLength(1);
  } finally {
    await set.service.close();
  }
});

/** T5: the connection is reset while publishing. */
describe('T5: an answer that never comes', () => {
  it('is settled by asking the network, and never sent a second time', async () => {
    const set = await stage(true);
    try {
      set.network.script.next({ kind: 'accept_then_lose_answer' });
      const post = await scheduleOne(set);
      await set.service.advanceTo(DUE);
      expect(await only(set.service, post)).toMatchObject({ state: 'reconciling', reason: 'scripted.answer_lost' });
      await set.service.advanceTo('2026-11-24T09:00:10Z');
      expect(await only(set.service, post)).toMatchObject({ state: 'published', remoteId: 'post-1' });
      expect(set.network.log).toHaveLength(1);
    } finally {
      await set.service.close();
    }
  });

  it.each(['lose_answer', 'refuse'] as const)('is settled whatever the network answers with: %s', async (kind) => {
    const set = await stage(true);
    try {
      const odd = 'scripted.a\0b\ud83e';
      set.network.script.next(kind === 'refuse' ? { kind, code: odd } : { kind });
      set.network.script.nextReconcile({ kind: 'found', remote: { id: 'x\0y', url: 'https://x.example/\udd56' } });
      const post = await scheduleOne(set);
      await set.service.advanceTo('2026-11-24T09:10:00Z');
      const expected =
        kind === 'refuse'
          ? { state: 'failed', reason: 'scripted.a\u{FFFD}b\u{FFFD}' }
          : { state: 'published', remoteId: 'x\u{FFFD}y', remoteUrl: 'https://x.example/\u{FFFD}' };
      expect(await only(set.service, post)).toMatchObject(expected);
    } finally {
      await set.service.close();
    }
  });

  it('is sent again only once the network certainly does not have it and the call is dead', async () => {
    const set = await stage(true);
    try {
      set.network.script.next({ kind: 'lose_answer' });
      const post = await scheduleOne(set);
      await set.service.advanceTo('2026-11-24T09:00:10Z');
      // Armed 09:00:00, 30 s for the call, 2 min for it to be dead: then it is looked for once more.
      expect(await only(set.service, post)).toMatchObject({
        state: 'reconciling',
        reason: 'absent',
        nextAttemptAt: '2026-11-24T09:02:30.000Z',
      });
      await set.service.advanceTo('2026-11-24T09:02:29Z');
      expect(set.network.log).toHaveLength(0);
      await set.service.advanceTo('2026-11-24T09:03:00Z');
      expect(await only(set.service, post)).toMatchObject({ state: 'published' });
      expect(set.network.log).toHaveLength(1);
    } finally {
      await set.service.close();
    }
  });

  it('is parked for a person where the network cannot be asked, with its evidence, and settled by what they saw', async () => {
    const set = await stage(false);
    try {
      set.network.script.next({ kind: 'accept_then_lose_answer' });
      const post = await scheduleOne(set);
      await set.service.advanceTo('2026-11-24T10:00:00Z');
      const parked = await only(set.service, post);
      expect(parked.state).toBe('unconfirmed');
      expect(parked.attempts).toEqual([
        expect.objectContaining({ number: 1, phase: 'sent', errorCode: 'scripted.answer_lost' }),
      ]);
      expect(set.network.log).toHaveLength(1);
      const body = { outcome: 'published', remoteUrl: 'https://scripted.example/posts/1' };
      const resolved = await set.service.call('POST', `/v1/publications/${parked.id}/resolve`, { body });
      expect(resolved.body).toMatchObject({ state: 'published', remoteUrl: body.remoteUrl });
      expect(await scenario(set.service).postState(post)).toBe('published');
    } finally {
      await set.service.close();
    }
  });
});

/** T4: the worker dies after the network accepted and before the result is recorded. Here in one process; test/faults kills real ones. */
describe('T4: a worker that dies with an armed step', () => {
  it.each([
    [true, 'published'],
    [false, 'unconfirmed'],
  ])('network that can be asked: %s -> %s, and no second post', async (canBeAsked, state) => {
    const set = await stage(canBeAsked);
    try {
      set.network.script.next({ kind: 'hang', accepted: true });
      const post = await scheduleOne(set);
      set.service.clock.set(DUE);
      await set.service.pass('dispatch-due');
      const dying = set.service.runJobs();
      await set.network.script.hanging();
      // The pool's lock was never taken by this test's worker: to the passes it is dead.
      await set.service.pass('release-stale');
      expect(await only(set.service, post)).toMatchObject({ state: 'reconciling', reason: 'worker_died' });
      set.network.script.release();
      await dying;
      await set.service.advanceTo('2026-11-24T10:00:00Z');
      expect(await only(set.service, post)).toMatchObject({ state });
      expect(set.network.log).toHaveLength(1);
    } finally {
      await set.service.close();
    }
  });
});
