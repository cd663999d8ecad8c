import { newId } from '#kernel';
import { formatOccurrenceId, parseOccurrenceId } from './occurrence-id.js';

const SLOT = '0193a000-0000-7000-8000-000000000001';

describe('an occurrence id', () => {
  it('is the slot and the original local start', () => {
    const key = { slotId: SLOT, originalStart: '2026-11-30T09:00' };
    expect(formatOccurrenceId(key)).toBe(`${SLOT}_20261130T0900`);
    expect(parseOccurrenceId(`${SLOT}_20261130T0900`)).toEqual(key);
  });

  it('reads back whatever it wrote', () => {
    const key = { slotId: newId(), originalStart: '2028-02-29T23:59' };
    expect(parseOccurrenceId(formatOccurrenceId(key))).toEqual(key);
  });

  it.each([
    ['no date', SLOT],
    ['a day that does not exist', `${SLOT}_20270229T0900`],
    ['an hour that does not exist', `${SLOT}_20261130T2500`],
    ['another spelling of the date', `${SLOT}_2026-11-30T09:00`],
    ['another spelling of the slot', `${SLOT.toUpperCase()}_20261130T0900`],
    ['no slot', `slot_20261130T0900`],
    ['more after it', `${SLOT}_20261130T0900x`],
  ])('refuses %s', (_, id) => {
    expect(parseOccurrenceId(id)).toBeNull();
  });
});
