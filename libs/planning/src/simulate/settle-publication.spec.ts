import type { PublicationState } from '#posts';
import { settlePublication } from './settle-publication.js';
import type { SimulatedChannel, SimulatedPublication, StandingPause } from './simulation-input.js';

const at = (time: string): Date => new Date(`2027-01-15T${time}:00Z`);
const NOW = at('08:00');

const CHANNEL: SimulatedChannel = { id: 'c', networkId: 'feed', health: 'ok', archived: false, networkKnown: true };
const PAUSE: StandingPause = {
  ...{ id: 'p', brandId: null, networkId: null, channelId: null, pillar: null },
  ...{ reason: 'Grève', liftedAt: null },
};

function publication(changes: Partial<SimulatedPublication> = {}): SimulatedPublication {
  return {
    ...{ id: '1', postId: 'post', brandId: 'b', occurrenceId: null, slotId: null, channelId: 'c', pillar: 'boutique' },
    ...{ timezone: 'Europe/Paris', state: 'scheduled', reason: null, detail: null, started: false, refusal: null },
    ...{ dueAt: at('09:00'), lateUntil: at('11:00'), publishedAt: null, resumesAt: null },
    ...changes,
  };
}

function settle(
  changes: Partial<SimulatedPublication>,
  { channel = {}, pauses = [] }: { channel?: Partial<SimulatedChannel> | null; pauses?: StandingPause[] } = {},
) {
  const { outcome, reason, settledAt, heldFrom } = settlePublication(publication(changes), {
    channel: channel ? { ...CHANNEL, ...channel } : undefined,
    pauses,
    now: NOW,
  });
  return [outcome, reason.code, settledAt, heldFrom];
}

describe('a publication that has not left', () => {
  it('goes out when it is due, or at once when that is past', () => {
    expect(settle({})).toEqual(['published', 'scheduled', at('09:00'), null]);
    expect(settle({ dueAt: at('07:00'), lateUntil: at('08:00') })).toEqual(['published', 'scheduled', NOW, null]);
    expect(settle({}, { channel: { health: 'degraded' } })[0]).toBe('published');
  });

  it('is missed once its late window is over, unless a part of it is out', () => {
    const over = { dueAt: at('05:00'), lateUntil: at('07:59') };
    expect(settle(over)).toEqual(['missed', 'late', at('07:59'), null]);
    expect(settle({ ...over, started: true })).toEqual(['published', 'scheduled', NOW, null]);
  });

  it('fails where its channel is gone, refused, or on a network that nobody here can talk to', () => {
    const failed = ['failed', 'channel_disabled', at('09:00'), null];
    expect(settle({}, { channel: { health: 'disabled' } })).toEqual(failed);
    expect(settle({}, { channel: { archived: true } })).toEqual(failed);
    expect(settle({}, { channel: null })).toEqual(failed);
    expect(settle({}, { channel: { networkKnown: false } })).toEqual(['failed', 'network_unknown', at('09:00'), null]);
  });

  it('is held by a charter that refuses it, or will once its waiver ends', () => {
    const refused = ['missed', 'charter', at('11:00'), at('09:00')];
    expect(settle({ refusal: { articleId: 'A1', from: null } })).toEqual(refused);
    expect(settle({ refusal: { articleId: 'A1', from: at('08:59') } })).toEqual(refused);
    expect(settle({ refusal: { articleId: 'A1', from: at('09:30') } })[0]).toBe('published');
    const held = { state: 'held', reason: 'charter', detail: 'A1 tone.cold' } as const;
    expect(settle({ ...held, refusal: { articleId: 'A1', from: null } })).toEqual([
      ...['missed', 'charter', at('11:00'), NOW],
    ]);
    expect(settle(held)).toEqual(['published', 'scheduled', at('09:00'), null]);
  });

  it('is held for a channel to be reconnected, then missed; what is out in part stays held', () => {
    const channel = { health: 'reauthorize' as const };
    expect(settle({}, { channel })).toEqual(['missed', 'reauthorize', at('11:00'), at('09:00')]);
    expect(settle({ started: true }, { channel })).toEqual(['held', 'reauthorize', null, at('09:00')]);
    // The claim looks at the channel before it looks at pauses.
    expect(settle({}, { channel, pauses: [PAUSE] })[1]).toBe('reauthorize');
  });

  it.each([
    ['everything', {}, true],
    ['its brand', { brandId: 'b' }, true],
    ['another brand', { brandId: 'x' }, false],
    ['its network', { networkId: 'feed' }, true],
    ['another network', { networkId: 'x' }, false],
    ['its channel', { channelId: 'c' }, true],
    ['another channel', { channelId: 'x' }, false],
    ['its pillar', { pillar: 'boutique' }, true],
    ['another pillar', { pillar: 'x' }, false],
    ['its brand, and another pillar', { brandId: 'b', pillar: 'x' }, false],
  ])('a pause of %s', (_, scope, stops) => {
    const pauses = [{ ...PAUSE, ...scope }];
    const missed = ['missed', 'pause', at('11:00'), at('09:00')];
    expect(settle({}, { pauses })).toEqual(stops ? missed : ['published', 'scheduled', at('09:00'), null]);
    expect(settle({ started: true }, { pauses })[0]).toBe('published');
  });

  it('is missed at once when a pause was lifted after it was due, and goes out when before', () => {
    const pauses = [{ ...PAUSE, liftedAt: at('07:30') }];
    expect(settle({ dueAt: at('07:00') }, { pauses })).toEqual(['missed', 'pause', NOW, null]);
    expect(settle({ dueAt: at('07:30') }, { pauses })).toEqual(['published', 'scheduled', NOW, null]);
  });

  it('names the pause as people do', () => {
    const { reason } = settlePublication(publication(), { channel: CHANNEL, pauses: [PAUSE], now: NOW });
    expect(reason.en).toContain('“Grève”');
    expect(reason.fr).toContain('« Grève »');
  });
});

describe('a publication that waits', () => {
  const held = (reason: string, changes: Partial<SimulatedPublication> = {}) =>
    ({ state: 'held', reason, dueAt: at('07:00'), lateUntil: at('09:00'), ...changes }) as const;

  it('goes on after a blackout that ends in time, through the other gates', () => {
    const brief = held('blackout', { resumesAt: at('09:00'), detail: 'Deuil' });
    expect(settle(brief)).toEqual(['published', 'blackout_over', at('09:00'), at('07:00')]);
    expect(settle(brief, { pauses: [PAUSE] })).toEqual(['missed', 'pause', at('09:00'), at('09:00')]);
    const long = held('blackout', { resumesAt: at('09:01'), detail: 'Deuil' });
    expect(settle(long)).toEqual(['missed', 'blackout_held', at('09:00'), at('07:00')]);
  });

  it('goes on once its channel is well, and is missed while it is not or a pause holds it', () => {
    expect(settle(held('reauthorize'))).toEqual(['published', 'scheduled', NOW, null]);
    expect(settle(held('reauthorize'), { channel: { health: 'reauthorize' } })).toEqual([
      'missed',
      'reauthorize',
      at('09:00'),
      at('07:00'),
    ]);
    expect(settle(held('pause'))).toEqual(['missed', 'pause', at('09:00'), at('07:00')]);
    expect(settle(held('reauthorize', { started: true }), { channel: { health: 'reauthorize' } })[0]).toBe('held');
  });

  it('waits for the network as long as its late window lasts', () => {
    const waiting = { state: 'waiting', reason: 'rate_limited', dueAt: at('07:00'), lateUntil: at('09:00') } as const;
    expect(settle({ ...waiting, resumesAt: at('08:30') })).toEqual(['published', 'scheduled', at('08:30'), null]);
    expect(settle({ ...waiting, resumesAt: at('09:30') })).toEqual(['missed', 'network_waits', at('09:00'), null]);
  });

  it.each<[PublicationState, string, string]>([
    ['published', 'published', 'already_published'],
    ['failed', 'failed', 'already_failed'],
    ['cancelled', 'cancelled', 'cancelled'],
    ['unconfirmed', 'unconfirmed', 'unconfirmed'],
    ['reconciling', 'unconfirmed', 'reconciling'],
    ['publishing', 'published', 'in_flight'],
  ])('that is %s is %s', (state, outcome, code) => {
    expect(settle({ state }).slice(0, 2)).toEqual([outcome, code]);
  });

  it.each([
    ['late', 'late'],
    ['pause', 'pause'],
    ['reauthorize', 'reauthorize'],
    ['blackout', 'blackout_held'],
    ['rate_limited', 'network_waits'],
  ])('and was missed for %s says so', (reason, code) => {
    expect(settle({ state: 'missed', reason })).toEqual(['missed', code, null, null]);
  });
});
