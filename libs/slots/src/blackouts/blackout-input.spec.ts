import { DomainError } from '#kernel';
import { type BlackoutInput, parseBlackout, patchBlackout } from './blackout-input.js';

const at = (text: string) => new Date(text);
const WINDOW = { from: at('2027-02-01T00:00:00Z'), to: at('2027-02-08T00:00:00Z') };
const NIGHTS = { startsAt: '2027-01-01T20:00', timezone: 'Europe/Paris', rrule: 'FREQ=DAILY' };
const base: BlackoutInput = { title: 'Fermé', action: 'skip' };

function refusal(work: () => unknown): unknown[] {
  try {
    work();
    return ['accepted'];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, error.fields[0]?.pointer];
  }
}
const parse = (fields: Partial<BlackoutInput>) => refusal(() => parseBlackout({ ...base, ...fields }));

describe('a blackout as it is sent', () => {
  it('takes its defaults', () => {
    expect(parseBlackout({ ...base, action: 'shift', window: WINDOW })).toEqual({
      title: 'Fermé',
      action: 'shift',
      appliesTo: 'slots',
      shift: { direction: 'after', maxDays: 7, avoidWeekend: false },
      when: { kind: 'window', ...WINDOW },
    });
    expect(parseBlackout({ ...base, holidays: { country: 'fr' } }).when).toEqual({
      kind: 'holidays',
      holidays: { country: 'FR', region: null, types: ['public'] },
    });
    expect(parseBlackout({ ...base, holidays: { country: 'FR', region: '67', types: ['bank', 'bank'] } }).when).toEqual(
      { kind: 'holidays', holidays: { country: 'FR', region: '67', types: ['bank'] } },
    );
  });

  it('holds at exactly one kind of time', () => {
    expect(parse({})).toEqual(['blackout.kind_ambiguous', undefined]);
    expect(parse({ window: WINDOW, holidays: { country: 'FR' } })[0]).toBe('blackout.kind_ambiguous');
    expect(parse({ recurrence: NIGHTS })).toEqual(['field.required', '/duration']);
    expect(parse({ duration: 'PT12H' })[0]).toBe('blackout.kind_ambiguous');
    expect(parse({ window: WINDOW, duration: 'PT12H' })).toEqual(['field.required', '/recurrence']);
  });

  it.each<[string, Partial<BlackoutInput>, string, string]>([
    ['a window upside down', { window: { from: WINDOW.to, to: WINDOW.from } }, 'field.invalid', '/window/to'],
    ['an empty window', { window: { from: WINDOW.to, to: WINDOW.to } }, 'field.invalid', '/window/to'],
    [
      'a window of more than 400 days',
      { window: { ...WINDOW, to: at('2028-03-09T00:00:01Z') } },
      'field.invalid',
      '/window/to',
    ],
    ['quiet hours of more than a week', { recurrence: NIGHTS, duration: 'P8D' }, 'field.invalid', '/duration'],
    ['quiet hours of nothing', { recurrence: NIGHTS, duration: 'PT0S' }, 'field.invalid', '/duration'],
    ['no duration', { recurrence: NIGHTS, duration: 'twelve' }, 'field.duration_invalid', '/duration'],
    [
      'a rule that cannot be read',
      { recurrence: { ...NIGHTS, rrule: 'FREQ=SOMETIMES' }, duration: 'PT1H' },
      'slot.rrule_invalid',
      '/recurrence/rrule',
    ],
    ['a shift that is no shift', { window: WINDOW, shift: { maxDays: 3 } }, 'field.invalid', '/shift'],
    ['a country of nowhere', { holidays: { country: 'XX' } }, 'blackout.country_unknown', '/holidays/country'],
    [
      'a region of elsewhere',
      { holidays: { country: 'FR', region: 'BY' } },
      'blackout.region_unknown',
      '/holidays/region',
    ],
  ])('is refused with %s', (_, fields, code, pointer) => {
    expect(parse(fields)).toEqual([code, pointer]);
  });

  it('names the regions that there are', () => {
    try {
      parseBlackout({ ...base, holidays: { country: 'FR', region: '75' } });
      throw new Error('accepted');
    } catch (error) {
      expect((error as DomainError).params['valid']).toEqual(expect.arrayContaining(['57', '67', '68']));
    }
  });

  it('changes by what a patch names', () => {
    const nights = parseBlackout({ ...base, recurrence: NIGHTS, duration: 'PT12H' });
    expect(patchBlackout(nights, { duration: 'PT10H' }).when).toMatchObject({ duration: 'PT10H' });
    expect(patchBlackout(nights, { recurrence: { ...NIGHTS, rrule: 'FREQ=WEEKLY' } }).when).toMatchObject({
      duration: 'PT12H',
      recurrence: { rrule: 'FREQ=WEEKLY' },
    });
    expect(patchBlackout(nights, { window: WINDOW }).when).toEqual({ kind: 'window', ...WINDOW });
    expect(patchBlackout(nights, { title: 'Nuit' })).toEqual({ ...nights, title: 'Nuit' });
    const shifting = patchBlackout(nights, { action: 'shift', shift: { maxDays: 2 } });
    expect(shifting.shift).toEqual({ direction: 'after', maxDays: 2, avoidWeekend: false });
    expect(patchBlackout(shifting, { shift: { avoidWeekend: true } }).shift).toMatchObject({ maxDays: 2 });
    expect(patchBlackout(shifting, { action: 'skip' }).shift).toBeNull();
    const windowed = parseBlackout({ ...base, window: WINDOW });
    expect(refusal(() => patchBlackout(windowed, { duration: 'PT1H' }))[0]).toBe('blackout.kind_ambiguous');
    expect(refusal(() => patchBlackout(windowed, { recurrence: NIGHTS }))).toEqual(['field.required', '/duration']);
  });
});
