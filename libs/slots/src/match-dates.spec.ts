import { matchDates } from './match-dates.js';

const row = (originalStart: string, touched = true) => ({ originalStart, touched });
const date = (originalStart: string) => ({ originalStart });
const pairs = (match: ReturnType<typeof matchDates>) =>
  match.pairs.map((pair) => [pair.row.originalStart, pair.date.originalStart]);

describe('which row stands for which date', () => {
  it('is its own original start first', () => {
    const match = matchDates([row('2026-11-30T15:00'), row('2026-11-30T09:00', false)], [date('2026-11-30T09:00')]);
    expect(pairs(match)).toEqual([['2026-11-30T09:00', '2026-11-30T09:00']]);
    expect(match.rows).toEqual([row('2026-11-30T15:00')]);
  });

  it('is a date of the same local day for what somebody touched', () => {
    const match = matchDates([row('2026-11-30T09:00')], [date('2026-11-30T10:00'), date('2026-12-01T09:00')]);
    expect(pairs(match)).toEqual([['2026-11-30T09:00', '2026-11-30T10:00']]);
    expect(match.dates).toEqual([date('2026-12-01T09:00')]);
  });

  it('is no other date for what nobody touched', () => {
    const match = matchDates([row('2026-11-30T09:00', false)], [date('2026-11-30T10:00')]);
    expect(match).toEqual({
      pairs: [],
      rows: [row('2026-11-30T09:00', false)],
      dates: [date('2026-11-30T10:00')],
    });
  });

  it('gives each date to one row', () => {
    const match = matchDates([row('2026-11-30T08:00'), row('2026-11-30T09:00')], [date('2026-11-30T10:00')]);
    expect(pairs(match)).toEqual([['2026-11-30T08:00', '2026-11-30T10:00']]);
    expect(match.rows).toEqual([row('2026-11-30T09:00')]);
  });
});
