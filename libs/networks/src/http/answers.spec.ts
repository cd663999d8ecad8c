import { at, quietAfter, readObject, readReset, refusalError, textAt, unreadable } from './answers.js';

const now = new Date('2026-11-24T08:00:00.000Z');

describe('a refusal', () => {
  it.each([
    [
      429,
      'irreversible',
      { 'retry-after': '30' },
      {},
      {
        class: 'rate_limited',
        code: 'net.rate_limited',
        scope: 'account',
        retryAfter: new Date('2026-11-24T08:00:30.000Z'),
      },
    ],
    [500, 'irreversible', {}, {}, { class: 'unknown_outcome', code: 'net.outcome_unknown' }],
    [500, 'guarded', {}, {}, { class: 'retryable', code: 'net.unavailable' }],
    [
      500,
      'irreversible',
      {},
      { class: 'permanent', code: 'type_refused', networkCode: 'E1' },
      { class: 'permanent', code: 'net.type_refused', networkCode: 'E1' },
    ],
    [400, 'irreversible', {}, { class: 'auth' }, { class: 'auth', code: 'net.unauthorized' }],
    [
      400,
      'irreversible',
      {},
      { class: 'rate_limited', scope: 'app' },
      { class: 'rate_limited', code: 'net.rate_limited', scope: 'app' },
    ],
    [403, 'irreversible', {}, { code: 'forbidden' }, { class: 'auth', code: 'net.forbidden' }],
    [404, 'none', {}, {}, { class: 'permanent', code: 'net.refused' }],
    [302, 'none', {}, {}, { class: 'permanent', code: 'net.redirected' }],
    [408, 'irreversible', {}, {}, { class: 'unknown_outcome', code: 'net.outcome_unknown' }],
  ] as const)('%i on a step that is %s', (status, effect, headers, told, expected) => {
    const error = refusalError('net', effect, { status, headers }, now, told);
    expect(error).toMatchObject({ phase: 'answered', httpStatus: status, ...expected });
  });

  it('that is a success nobody can read leaves an irreversible step open', () => {
    expect(unreadable('net', 'irreversible', 200).class).toBe('unknown_outcome');
    expect(unreadable('net', 'guarded', 200).class).toBe('retryable');
  });
});

describe('reading an answer', () => {
  it('takes objects apart without trusting them', () => {
    const body = readObject('{"a":[{"b":"c"}],"n":1}');
    expect(textAt(body ?? {}, 'a', 0, 'b')).toBe('c');
    expect(textAt(body ?? {}, 'n')).toBeUndefined();
    expect(at(body ?? {}, 'a', 'b')).toBeUndefined();
    expect(at(body ?? {}, 'constructor')).toBeUndefined();
    expect([readObject('[1]'), readObject('nope')]).toEqual([null, null]);
  });
});

describe('the end of a window', () => {
  it.each([
    ['1795507260', 'epoch_seconds', '2026-11-24T08:01:00.000Z'],
    ['60', 'seconds_left', '2026-11-24T08:01:00.000Z'],
    ['2026-11-24T08:01:00Z', 'iso8601', '2026-11-24T08:01:00.000Z'],
  ] as const)('%s in %s', (value, format, expected) => {
    expect(readReset(value, format, now)?.toISOString()).toBe(expected);
  });

  it('is nothing when it is no instant of the coming day', () => {
    expect(readReset('soon', 'iso8601', now)).toBeUndefined();
    expect(readReset('99999999999', 'epoch_seconds', now)).toBeUndefined();
    expect(readReset(undefined, 'epoch_seconds', now)).toBeUndefined();
  });

  it('asks for quiet when nothing is left, and for none before', () => {
    const names = { remaining: 'x-left', reset: 'x-reset', format: 'seconds_left', scope: 'account' } as const;
    expect(quietAfter({ 'x-left': '0', 'x-reset': '5' }, names, now)).toEqual({
      scope: 'account',
      until: new Date('2026-11-24T08:00:05.000Z'),
    });
    expect(quietAfter({ 'x-left': '1', 'x-reset': '5' }, names, now)).toBeUndefined();
    expect(quietAfter({}, names, now)).toBeUndefined();
  });
});
