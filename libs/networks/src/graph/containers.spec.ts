import { stored } from '../../testing/drive.js';
import { startInstagramHarness } from '../../testing/harness/instagram.js';
import { startThreadsHarness } from '../../testing/harness/threads.js';
import { SAMPLE_SEED, samplePlan } from '../../testing/sample-plan.js';
import { type Spoiling, spoiled } from '../../testing/spoil.js';
import type { SimFault } from '../../testing/simulator/network.js';
import type { AdapterIo, PlannedMedia, PublishState, StepResult } from '../contract.js';

const MINUTE = 60_000;

function image(mediaId: string): PlannedMedia {
  return { mediaId, url: '', mimeType: 'image/jpeg', bytes: 1_000, width: 1200, height: 800, altText: null };
}

/** What both networks that publish through containers must do alike. */
describe.each([
  { name: 'instagram', start: startInstagramHarness, publish: 'media_publish', unknown: { code: 24, sub: 2_207_006 } },
  { name: 'threads', start: startThreadsHarness, publish: 'threads_publish', unknown: { code: 24, sub: 4_279_009 } },
])('a container on $name', ({ name, start, publish, unknown }) => {
  let harness: Awaited<ReturnType<typeof startInstagramHarness | typeof startThreadsHarness>>;
  let tries = 0;
  beforeEach(async () => {
    harness = await start({ looks: 0 });
    tries = 0;
  });
  afterEach(() => harness.close());
  const containers = () => harness.simulator.network.containers;

  /** The io of a new try, so many minutes after the first. */
  const later = (minutes: number): AdapterIo => ({
    ...harness.io,
    now: new Date(harness.io.now.getTime() + minutes * MINUTE),
    attempt: ++tries,
  });

  /** One try as the ledger makes it: steps until one does not simply advance, each state through storage. */
  async function oneTry(state: PublishState, io: AdapterIo): Promise<StepResult> {
    const result = await harness.adapter.run(harness.adapter.nextStep(state)!, stored(state), io);
    return result.kind === 'advanced' ? oneTry(result.state, io) : result;
  }

  /** Steps until the one with this id is next. */
  async function until(id: string, state: PublishState, io: AdapterIo): Promise<PublishState> {
    const step = harness.adapter.nextStep(state)!;
    if (step.id === id) return state;
    const result = await harness.adapter.run(step, stored(state), io);
    if (result.kind !== 'advanced') throw new Error(`${step.id}: ${result.kind}`);
    return until(id, result.state, io);
  }

  function prepared(...mediaIds: string[]): PublishState {
    const plan = samplePlan({ text: 'Du pain frais.', link: null, media: mediaIds.map(image) });
    const [unit] = harness.adapter.render(plan, harness.adapter.manifest.capabilities).units;
    return harness.adapter.prepare(unit!, SAMPLE_SEED);
  }

  const ready = () => until('ready', prepared('image-1'), harness.io);

  /** The call that publishes goes wrong, and nothing else does. */
  async function sentWith(spoiling: Spoiling, minutes = 0, state?: PublishState): Promise<StepResult> {
    const io = later(minutes);
    return oneTry(await until('publish', state ?? (await ready()), io), spoiled(io, 0, spoiling));
  }

  function remembered(result: StepResult): PublishState {
    if (!('state' in result) || !result.state) throw new Error(`${result.kind} remembers nothing`);
    return result.state;
  }

  const refusal = (code: number, subcode?: number): Pick<SimFault, 'method' | 'path' | 'answer'> => ({
    method: 'POST',
    path: publish,
    answer: { status: 400, body: { error: { message: 'no', code, error_subcode: subcode } } },
  });

  describe('whose publication was not answered', () => {
    it('is not published again while their status may lag, and is found when it has caught up', async () => {
      containers().lagBehind();
      let result = await sentWith('answer_lost');
      for (const minutes of [0.5, 2, 4.9]) {
        // The ledger asks at the very instant from which a look is believed.
        expect(result).toMatchObject({ kind: 'wait', giveUpAt: new Date(later(5).now.getTime() - 1) });
        result = await oneTry(remembered(result), later(minutes));
      }
      expect(harness.count()).toBe(1);
      containers().lagBehind(false);
      const found = await oneTry(remembered(result), later(4.95));
      expect(found).toMatchObject({ kind: 'done', remote: { id: harness.simulator.network.things()[0]?.id } });
      expect(harness.count()).toBe(1);
    });

    it('because the worker died, is not published again either', async () => {
      containers().lagBehind();
      const io = later(0);
      const state = await until('publish', await ready(), io);
      await oneTry(state, io);
      const after = await oneTry(state, later(0.02));
      expect(after).toMatchObject({ kind: 'wait' });
      expect(harness.count()).toBe(1);
      containers().lagBehind(false);
      expect(await oneTry(remembered(after), later(1))).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it('is published once their status has settled, where the request never arrived', async () => {
      const result = await sentWith('never_arrives');
      expect(harness.count()).toBe(0);
      const { adapter } = harness;
      const asked = (minutes: number) => adapter.reconcile(stored(remembered(result)), later(minutes));
      expect(await asked(4.9)).toEqual({ kind: 'absent', certainty: 'likely' });
      expect(await asked(5)).toEqual({ kind: 'absent', certainty: 'certain' });
      expect(await oneTry(remembered(result), later(5))).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it('and that they still work on after it was sent is never certainly absent', async () => {
      const result = await sentWith('never_arrives');
      containers().rework();
      const again = await oneTry(remembered(result), later(30));
      expect(again).toMatchObject({ kind: 'wait', giveUpAt: later(60).now });
      const answer = await harness.adapter.reconcile(stored(remembered(again)), later(120));
      expect(answer).toEqual({ kind: 'absent', certainty: 'likely' });
    });

    it('has failed with its container, once that is certain', async () => {
      const result = await sentWith('never_arrives');
      containers().breakAll('2207026');
      expect(await oneTry(remembered(result), later(4))).toMatchObject({ kind: 'wait' });
      const error = { class: 'permanent', code: `${name}.container_failed` };
      const failed = await oneTry(remembered(result), later(5));
      expect(failed).toMatchObject({ kind: 'failed', error, state: { container: null } });
    });

    it('is not judged by a look that is refused', async () => {
      const result = await sentWith('answer_lost');
      harness.simulator.plan({ method: 'GET', when: 'before', answer: { status: 400, body: '<h1>no</h1>' } });
      const error = { class: 'retryable', httpStatus: 400 };
      expect(await oneTry(remembered(result), later(1))).toMatchObject({ kind: 'failed', error });
    });

    it.each([
      ['their server broke', 1],
      ['nobody has heard of the code', 87_654],
      ['it says that permission lacks', 10],
    ])('for certain: %s', async (_why, code) => {
      containers().lagBehind();
      harness.simulator.network.refusePublishing({ code, live: true, times: 1 });
      const refused = await oneTry(await ready(), later(0));
      expect(refused).toMatchObject({ kind: 'wait' });
      expect(await oneTry(remembered(refused), later(4))).toMatchObject({ kind: 'wait' });
      containers().lagBehind(false);
      expect(await oneTry(remembered(refused), later(4.5))).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });
  });

  it.each([
    [10, 'forbidden'],
    [87_654, 'refused'],
  ])('that is refused twice with %i is refused only once it is seen not to be out', async (code, told) => {
    harness.simulator.network.refusePublishing({ code, live: false, times: 2 });
    const first = await oneTry(await ready(), later(0));
    const second = await oneTry(remembered(first), later(5));
    expect([first.kind, second.kind]).toEqual(['wait', 'wait']);
    const end = await oneTry(remembered(second), later(10));
    const error = { class: 'permanent', code: `${name}.${told}`, networkCode: String(code) };
    expect(end).toMatchObject({ kind: 'failed', error, state: { container: null } });
    // A person who tries again gets a new one.
    expect(await oneTry(remembered(end), later(11))).toMatchObject({ kind: 'done' });
    expect(harness.count()).toBe(1);
  });

  it('that their server refuses again and again is tried on', async () => {
    harness.simulator.network.refusePublishing({ code: 2, live: false, times: 3 });
    let result = await oneTry(await ready(), later(0));
    for (const minutes of [5, 10]) result = await oneTry(remembered(result), later(minutes));
    expect(result).toMatchObject({ kind: 'wait' });
    expect(await oneTry(remembered(result), later(15))).toMatchObject({ kind: 'done' });
    expect(harness.count()).toBe(1);
  });

  it('that is refused for good is not used again', async () => {
    harness.simulator.plan({ ...refusal(100), when: 'before' });
    const refused = await oneTry(await ready(), later(0));
    expect(refused).toMatchObject({ kind: 'failed', error: { class: 'permanent' }, state: { container: null } });
    expect(await oneTry(remembered(refused), later(1))).toMatchObject({ kind: 'done' });
    expect(harness.count()).toBe(1);
  });

  it('that a limit holds back is published as soon as that allows', async () => {
    harness.simulator.plan({ ...refusal(32), when: 'before' });
    const limited = await oneTry(await ready(), later(0));
    expect(limited).toMatchObject({ kind: 'failed', error: { class: 'rate_limited' } });
    expect(await oneTry(remembered(limited), later(0.1))).toMatchObject({ kind: 'done' });
  });

  it('that they work on for too long has failed, and is made anew', async () => {
    await harness.close();
    harness = await start({ looks: 1 });
    const state = await ready();
    containers().stall();
    const waiting = await oneTry(state, later(0));
    expect(waiting).toMatchObject({ kind: 'wait', giveUpAt: later(60).now });
    const failed = await oneTry(remembered(waiting), later(60.1));
    const error = { class: 'permanent', code: `${name}.container_failed` };
    expect(failed).toMatchObject({ kind: 'failed', error, state: { container: null, waitUntil: null } });
    const anew = await oneTry(remembered(failed), later(61));
    expect(await oneTry(remembered(anew), later(62))).toMatchObject({ kind: 'done' });
    expect(harness.count()).toBe(1);
  });

  describe('that they do not know although it is ready', () => {
    const denying = { ...refusal(unknown.code, unknown.sub), when: 'before', times: 4 } as const;

    /** Denied at each of these minutes. */
    async function denied(minutes: readonly number[], state: PublishState): Promise<StepResult[]> {
      const results: StepResult[] = [];
      let known = state;
      for (const minute of minutes) {
        const result = await oneTry(known, later(minute));
        known = remembered(result);
        results.push(result);
      }
      return results;
    }

    it('is made anew when they go on saying so', async () => {
      harness.simulator.plan(denying);
      const state = await ready();
      const results = await denied([0, 0.1, 1.2, 2.3], state);
      const error = { class: 'retryable', code: `${name}.container_unknown` };
      for (const result of results) expect(result).toMatchObject({ kind: 'failed', error });
      const held = results.map((result) => remembered(result)['container']);
      expect(held).toEqual([state['container'], state['container'], state['container'], null]);
      expect(results[1]).toMatchObject({ error: { retryAfter: later(1.1).now } });
      expect(await oneTry(remembered(results[3]!), later(3))).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it('is certainly absent all the same where it was denied before its answer was lost', async () => {
      harness.simulator.plan({ ...denying, times: 1 });
      const once = remembered(await oneTry(await ready(), later(0)));
      const lost = stored(remembered(await sentWith('never_arrives', 0.1, once)));
      expect(await harness.adapter.reconcile(lost, later(4))).toEqual({ kind: 'absent', certainty: 'likely' });
      expect(await harness.adapter.reconcile(lost, later(6))).toEqual({ kind: 'absent', certainty: 'certain' });
    });

    it('leaves nothing out when it is said so, and when it was certainly not published', async () => {
      harness.simulator.plan({ ...denying, times: 1 });
      expect(await oneTry(await ready(), later(0))).toMatchObject({ kind: 'failed', nothingOut: true });
      const lost = remembered(await sentWith('never_arrives', 1));
      const step = harness.adapter.nextStep(lost)!;
      expect(await harness.adapter.run(step, stored(lost), later(7))).toMatchObject({
        kind: 'advanced',
        nothingOut: true,
      });
    });

    it('is never made anew where it may be out', async () => {
      const result = await sentWith('never_arrives');
      harness.simulator.plan(denying);
      const results = await denied([5, 6, 7, 8], remembered(result));
      for (const one of results) expect(remembered(one)['container']).toBe(remembered(result)['container']);
      const last = stored(remembered(results[3]!));
      expect(await harness.adapter.reconcile(last, later(20))).toEqual({ kind: 'absent', certainty: 'likely' });
    });

    it('is made anew when they will not show it either, as long as nothing was sent', async () => {
      const hidden = { status: 400, body: { error: { message: 'no', code: 100, error_subcode: 33 } } };
      harness.simulator.plan({ method: 'GET', when: 'before', answer: hidden, times: 3 });
      const results = await denied([0, 0.1, 2.2], await ready());
      expect(results[0]).toMatchObject({ error: { class: 'retryable', code: `${name}.container_hidden` } });
      expect(await oneTry(remembered(results[2]!), later(3))).toMatchObject({ kind: 'done' });
      expect(harness.count()).toBe(1);
    });

    it('is made anew when it is an item that they will not show', async () => {
      const hidden = { status: 400, body: { error: { message: 'no', code: 100, error_subcode: 33 } } };
      const state = await until('child_ready', prepared('image-1', 'image-2'), later(0));
      harness.simulator.plan({ method: 'GET', when: 'before', answer: hidden, times: 3 });
      const results = await denied([0, 0.1, 2.2], state);
      const held = results.map((result) => remembered(result)['children']);
      expect(held).toEqual([state['children'], state['children'], []]);
      expect(await oneTry(remembered(results[2]!), later(3))).toMatchObject({ kind: 'done' });
      expect(harness.simulator.network.things()).toMatchObject([{ media: 2 }]);
    });
  });

  it('and the look for its address end before the ledger ends the step', async () => {
    const io = later(0);
    const given: number[] = [];
    const send: AdapterIo['http']['send'] = (request) => {
      given.push(request.deadline);
      return io.http.send(request);
    };
    await oneTry(await until('publish', await ready(), io), { ...io, http: { send } });
    expect(given).toHaveLength(2);
    expect(given[0]! + given[1]!).toBeLessThan(io.deadline * 1.25);
  });

  it('of an earlier release is published', async () => {
    const { sent: _sent, lost: _lost, doubt: _doubt, missing: _missing, ...old } = await ready();
    expect(await oneTry({ ...old, v: 1, doubted: false }, later(0))).toMatchObject({ kind: 'done' });
  });
});
