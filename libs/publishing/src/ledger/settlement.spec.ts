import fc from 'fast-check';
import type { AdapterError, ErrorClass, StepEffect } from '#networks';
import { publishSettings } from '../publish-settings.js';
import { type LookFacts, type LookResult, settleError, settleLook, type TryFacts } from './settlement.js';

const NOW = new Date('2026-11-30T08:00:00Z');
const settings = { ...publishSettings(30_000), random: () => 0.5 };
const facts: TryFacts = {
  step: { id: 'create', kind: 'create', effect: 'irreversible' },
  networkId: 'n',
  channelId: 'c',
  sharesApp: true,
  failures: 0,
  lateUntil: new Date('2026-11-30T10:00:00Z'),
  started: false,
  exposed: false,
  now: NOW,
};
const error = (overrides: Partial<AdapterError>): AdapterError => ({
  class: 'retryable',
  code: 'x.y',
  phase: 'answered',
  detail: '',
  ...overrides,
});

describe('settleError', () => {
  it.each<[string, Partial<AdapterError>, StepEffect, object]>([
    ['a refusal for good', { class: 'permanent' }, 'irreversible', { to: 'failed', reason: 'x.y' }],
    ['refused credentials', { class: 'auth' }, 'irreversible', { to: 'held', reason: 'reauthorize' }],
    [
      'an unknown outcome of what cannot be repeated',
      { class: 'unknown_outcome' },
      'irreversible',
      { to: 'reconciling' },
    ],
    [
      'an unknown outcome of what the network keeps single',
      { class: 'unknown_outcome' },
      'guarded',
      { to: 'waiting', countsAsFailure: true },
    ],
    ['a proven failure', { class: 'retryable' }, 'irreversible', { to: 'waiting', countsAsFailure: true }],
    [
      'a limit with its end',
      { class: 'rate_limited', retryAfter: new Date('2026-11-30T08:01:30Z') },
      'irreversible',
      {
        to: 'waiting',
        countsAsFailure: false,
        runAt: new Date('2026-11-30T08:01:30Z'),
        bucket: { scope: 'channel', key: 'c', until: new Date('2026-11-30T08:01:30Z') },
      },
    ],
    [
      'a limit of the whole app',
      { class: 'rate_limited', scope: 'app' },
      'irreversible',
      { to: 'waiting', bucket: { scope: 'network', key: 'n' } },
    ],
    [
      'a limit of one endpoint',
      { class: 'rate_limited', scope: 'endpoint' },
      'irreversible',
      { to: 'waiting', bucket: { scope: 'endpoint:c', key: 'create' } },
    ],
    [
      'a limit of the day',
      { class: 'rate_limited', scope: 'day' },
      'irreversible',
      { to: 'waiting', runAt: new Date('2026-11-30T09:00:00Z'), bucket: { scope: 'channel', key: 'c' } },
    ],
  ])('%s', (_name, given, effect, expected) => {
    expect(settleError(error(given), { ...facts, step: { ...facts.step, effect } }, settings)).toMatchObject(expected);
  });

  it('gives up after the last counted failure and never tries past the late window', () => {
    expect(settleError(error({}), { ...facts, failures: settings.backoff.maxFailures - 1 }, settings)).toEqual({
      to: 'failed',
      reason: 'x.y',
    });
    expect(settleError(error({}), { ...facts, lateUntil: NOW }, settings)).toEqual({ to: 'failed', reason: 'x.y' });
    expect(settleError(error({}), { ...facts, lateUntil: NOW, started: true }, settings)).toMatchObject({
      to: 'waiting',
    });
  });

  const anyError = fc.record({
    class: fc.constantFrom<ErrorClass[]>('retryable', 'rate_limited', 'auth', 'permanent', 'unknown_outcome'),
    code: fc.constant('x.y'),
    phase: fc.constantFrom('before_send' as const, 'sent' as const, 'answered' as const),
    detail: fc.constant(''),
  });

  it('never repeats an irreversible step whose outcome is unknown, whatever else holds', () => {
    fc.assert(
      fc.property(
        anyError,
        fc.nat(20),
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, failures, started, random) => {
          const settled = settleError(given, { ...facts, failures, started }, { ...settings, random: () => random });
          if (given.class === 'unknown_outcome') expect(settled.to).toBe('reconciling');
          if (settled.to === 'waiting') expect(settled.runAt.getTime()).toBeGreaterThan(NOW.getTime());
        },
      ),
    );
  });

  it('backs off within the jitter bounds', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const settled = settleError(
          error({}),
          { ...facts, failures, started: true },
          { ...settings, random: () => random },
        );
        if (settled.to !== 'waiting') throw new Error('expected to wait');
        const wait = settled.runAt.getTime() - NOW.getTime();
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(500 + Math.min(settings.backoff.cap, settings.backoff.base * 2 ** failures));
      }),
    );
  });
});

describe('settleError of what an earlier try may have published', () => {
  const exposed: TryFacts = { ...facts, started: true, exposed: true, step: { ...facts.step, effect: 'guarded' } };

  it.each<[string, Partial<AdapterError>, Partial<TryFacts>]>([
    ['a refusal for good', { class: 'permanent' }, {}],
    ['the last try', { class: 'retryable' }, { failures: 7 }],
  ])('asks the network after %s, for failed would be a guess', (_name, refusal, more) => {
    expect(settleError(error(refusal), { ...exposed, ...more }, settings)).toMatchObject({ to: 'reconciling' });
    expect(settleError(error(refusal), { ...facts, ...more }, settings)).toMatchObject({ to: 'failed' });
  });

  it('minds no late window', () => {
    const late = { lateUntil: NOW };
    expect(settleError(error({}), { ...exposed, ...late }, settings)).toMatchObject({ to: 'waiting' });
    expect(settleError(error({}), { ...facts, ...late }, settings)).toMatchObject({ to: 'failed' });
  });
});

describe('a page that forbids without a word of the network', () => {
  const page = error({ class: 'auth', httpStatus: 403 });

  it('is worth other tries before the channel is taken for lost', () => {
    expect(settleError(page, facts, settings)).toMatchObject({ to: 'waiting', countsAsFailure: true });
    expect(settleError(page, { ...facts, failures: 7 }, settings)).toEqual({ to: 'held', reason: 'reauthorize' });
  });

  it('is not what the network says itself', () => {
    for (const told of [{ httpStatus: 401 }, { httpStatus: 403, networkCode: 'forbidden' }])
      expect(settleError(error({ class: 'auth', ...told }), facts, settings)).toMatchObject({ to: 'held' });
  });
});

it('keeps the limit of an app of its own to the channel that has it', () => {
  const limit = error({ class: 'rate_limited', scope: 'app' });
  const settled = settleError(limit, { ...facts, sharesApp: false }, settings);
  expect(settled).toMatchObject({ bucket: { scope: 'channel', key: 'c' } });
});

it('lets a limit that is said to be over already sleep for a moment: no loop is hot', () => {
  const limit = error({ class: 'rate_limited', retryAfter: NOW });
  expect(settleError(limit, facts, settings)).toMatchObject({ runAt: new Date('2026-11-30T08:00:05Z') });
});

describe('settleLook', () => {
  const look: LookFacts = {
    ...{ networkId: 'n', channelId: 'c', sharesApp: true, failures: 0, looks: 1, heldBack: false, now: NOW },
    ...{ armedAt: new Date('2026-11-30T07:59:50Z'), armedDeadline: 30_000 },
  };

  it.each<[string, LookResult, object]>([
    ['found', { kind: 'found', remote: { id: '1', url: null }, unitsLeft: false }, { to: 'published' }],
    [
      'found with units left',
      { kind: 'found', remote: { id: '1', url: null }, unitsLeft: true },
      { to: 'waiting', countsAsFailure: false },
    ],
    // Armed 07:59:50, 30 s for the call and 2 min for it to be dead: until then it may still arrive.
    [
      'absent as yet',
      { kind: 'absent', certainty: 'certain' },
      { to: 'reconciling', runAt: new Date('2026-11-30T08:02:20Z'), putOff: { bucket: null, refused: false } },
    ],
    [
      'absent without proof',
      { kind: 'absent', certainty: 'likely' },
      { to: 'reconciling', runAt: new Date('2026-11-30T08:00:30Z') },
    ],
    ['undecidable', { kind: 'undecidable', reason: 'cannot_list' }, { to: 'unconfirmed', reason: 'cannot_list' }],
    [
      'a look that failed',
      { kind: 'failed', error: error({}) },
      { to: 'reconciling', runAt: new Date('2026-11-30T08:00:30Z') },
    ],
  ])('%s', (_name, result, expected) => {
    expect(settleLook(result, look, settings)).toMatchObject(expected);
  });

  it('ends the ladder with a person', () => {
    const last = { ...look, looks: settings.looks.length };
    expect(settleLook({ kind: 'failed', error: error({ code: 'net.down' }) }, last, settings)).toEqual({
      to: 'unconfirmed',
      reason: 'net.down',
    });
    expect(settleLook({ kind: 'absent', certainty: 'likely' }, last, settings)).toMatchObject({ to: 'unconfirmed' });
  });

  it('does not send for ever what is refused each time and never there', () => {
    const dead = { ...look, armedAt: new Date('2026-11-30T07:50:00Z') };
    const absent: LookResult = { kind: 'absent', certainty: 'certain' };
    expect(settleLook(absent, dead, settings)).toMatchObject({ to: 'waiting', runAt: NOW, countsAsFailure: true });
    expect(settleLook(absent, { ...dead, failures: 3 }, settings)).toMatchObject({
      to: 'waiting',
      runAt: new Date(NOW.getTime() + 40_000),
    });
    expect(settleLook(absent, { ...dead, failures: 7 }, settings)).toEqual({ to: 'failed', reason: 'absent' });
  });

  it('leaves what is kept from being repeated to what keeps it, where the network cannot tell', () => {
    const heldBack = { ...look, heldBack: true };
    const asked = { to: 'waiting', runAt: NOW, reason: 'asked_in_vain', countsAsFailure: false };
    expect(settleLook({ kind: 'undecidable', reason: 'x' }, heldBack, settings)).toMatchObject(asked);
    const likely: LookResult = { kind: 'absent', certainty: 'likely' };
    expect(settleLook(likely, heldBack, settings)).toMatchObject({ to: 'reconciling' });
    expect(settleLook(likely, { ...heldBack, looks: settings.looks.length }, settings)).toMatchObject(asked);
  });

  it.each<[string, Partial<AdapterError>, object]>([
    [
      'a limit',
      { class: 'rate_limited', retryAfter: new Date('2026-11-30T08:15:00Z') },
      {
        runAt: new Date('2026-11-30T08:15:00Z'),
        putOff: { bucket: { scope: 'channel', key: 'c', until: new Date('2026-11-30T08:15:00Z') }, refused: false },
      },
    ],
    ['refused credentials', { class: 'auth' }, { putOff: { bucket: null, refused: true } }],
    ['a network that cannot be reached', { phase: 'before_send' }, { putOff: { bucket: null, refused: false } }],
  ])('puts a look off for hours that the network did not take: %s', (_name, refusal, expected) => {
    const last = { ...look, looks: settings.looks.length };
    const result: LookResult = { kind: 'failed', error: error(refusal) };
    expect(settleLook(result, last, settings)).toMatchObject({ to: 'reconciling', ...expected });
    const tired = { ...last, armedAt: new Date(NOW.getTime() - settings.patience) };
    expect(settleLook(result, tired, settings)).toMatchObject({ to: 'unconfirmed', reason: 'x.y' });
  });
});
