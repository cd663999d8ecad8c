/**
 * The horizon pass in miniature: 10,000 slots, each asked for its next 90 days.
 * `npm run build && node dist/libs/recurrence/bench/extend.js`
 */
import { describeRecurrence, occurrencesBetween, parseRecurrence, type RecurrenceInput } from '#recurrence';

const SLOTS = 10_000;
const FROM = new Date('2026-11-24T00:00:00Z');
const TO = new Date('2027-02-22T00:00:00Z');
const RULES = [
  'FREQ=WEEKLY;BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=MONTHLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
  'FREQ=DAILY;COUNT=2000',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=YEARLY',
];
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'America/Sao_Paulo'];

function slots(startYear: number): RecurrenceInput[] {
  return Array.from({ length: SLOTS }, (_, i) => ({
    startsAt: `${startYear}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}T09:${10 + (i % 50)}`,
    timezone: ZONES[i % ZONES.length]!,
    rrule: RULES[i % RULES.length]!,
    monthEnd: i % 2 === 0 ? 'clamp' : 'skip',
  }));
}

function measure(name: string, work: () => number): void {
  const start = performance.now();
  const result = work();
  const seconds = (performance.now() - start) / 1000;
  console.log(`${name}: ${seconds.toFixed(2)} s, ${Math.round(SLOTS / seconds)} slots/s, ${result} results`);
}

for (const year of [2026, 2023, 2006]) {
  const inputs = slots(year);
  const recurrences = inputs.map(parseRecurrence);
  const stored = recurrences.map((recurrence) => ({ ...recurrence }));
  measure(`start in ${year}: parse`, () => inputs.map(parseRecurrence).length);
  measure(`start in ${year}: 90 days`, () => stored.flatMap((slot) => occurrencesBetween(slot, FROM, TO)).length);
  measure(`start in ${year}: describe`, () => recurrences.map(describeRecurrence).length);
}
