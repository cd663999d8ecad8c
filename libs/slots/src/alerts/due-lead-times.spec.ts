import { outlookOf, type WatchedDate } from './due-lead-times.js';

const monday: WatchedDate = {
  localTime: '2026-11-30T09:00',
  timezone: 'Europe/Paris',
  startsAt: new Date('2026-11-30T08:00:00Z'),
  leadTimes: ['PT2H', 'P3D', 'P1D'],
  silent: false,
};
const at = (instant: string, changes: Partial<WatchedDate> = {}) => {
  const { due, next } = outlookOf({ ...monday, ...changes }, new Date(instant));
  return [due.map(({ leadTime }) => leadTime), next?.toISOString() ?? null];
};

describe('what is to be said of an open date', () => {
  it.each([
    ['2026-11-20T08:00:00Z', [], '2026-11-27T08:00:00.000Z'],
    ['2026-11-27T07:59:59.999Z', [], '2026-11-27T08:00:00.000Z'],
    ['2026-11-27T08:00:00Z', ['P3D'], '2026-11-29T08:00:00.000Z'],
    ['2026-11-29T12:00:00Z', ['P3D', 'P1D'], '2026-11-30T06:00:00.000Z'],
    ['2026-11-30T07:00:00Z', ['P3D', 'P1D', 'PT2H'], null],
    ['2026-11-30T08:00:00Z', [], null],
  ])('at %s', (now, due, next) => {
    expect(at(now)).toEqual([due, next]);
  });

  it('is nothing, ever, where the slot asks for silence', () => {
    expect(at('2026-11-29T12:00:00Z', { silent: true })).toEqual([[], null]);
  });

  it('is nothing without lead times', () => {
    expect(at('2026-11-29T12:00:00Z', { leadTimes: [] })).toEqual([[], null]);
  });

  it('counts two spellings of one lead time once', () => {
    expect(at('2026-11-29T12:00:00Z', { leadTimes: ['P7D', 'P1W'] })).toEqual([['P1W'], null]);
  });
});
