/**
 * The horizon pass in miniature: 10,000 slots, each asked for its next 90 days, beside rrule-temporal alone, which
 * answers the same rules in floating time and knows no zone. `npm run bench:recurrence`
 */
import { describeRecurrence, occurrencesBetween, parseRecurrence, type Recurrence } from '#recurrence';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Figure, round } from './figures.js';

const SLOTS = 10_000;
const FROM = new Date('2026-11-24T00:00:00Z');
const TO = new Date('2027-02-22T00:00:00Z');
const MIN_RATIO = 0.9;
const MAX_SECONDS = 3;
/** What slots are: mostly weekly, some monthly, few others. None that the library misreads. */
const RULES = [
  'FREQ=WEEKLY;BYDAY=MO',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
  'FREQ=MONTHLY;BYMONTHDAY=1',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=DAILY;COUNT=2000',
  'FREQ=DAILY',
  'FREQ=YEARLY',
];
const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney', 'America/Sao_Paulo'];

interface Spent {
  seconds: number;
  /** Processor time: what a shared machine does not blur. */
  cpuSeconds: number;
  dates: number;
}

/** Slots whose starts are spread over three years and all times of day, as rows come from the database. */
function slots(ruleOf: (i: number) => string): Recurrence[] {
  return Array.from({ length: SLOTS }, (_, i) => {
    const start = new Date(Date.UTC(2023 + (i % 3), 0, 1 + ((i * 7) % 365), 6 + (i % 14), (i * 5) % 60));
    const timezone = ZONES[(i * 3) % ZONES.length]!;
    return {
      startsAt: start.toISOString().slice(0, 16),
      timezone,
      rrule: ruleOf(i),
      exdates: [],
      rdates: [],
      monthEnd: 'skip',
    };
  });
}

const usualRule = (i: number): string => RULES[i % RULES.length]!;
/** No two say the same: the worst there is for what we remember. */
const ownRule = (i: number): string =>
  `FREQ=MONTHLY;INTERVAL=${1 + (i % 4)};BYMONTHDAY=${1 + (i % 28)},${-1 - (Math.floor(i / 28) % 28)},${1 + (Math.floor(i / 784) % 28)}`;

function byUs(recurrence: Recurrence): number {
  return occurrencesBetween(recurrence, FROM, TO).length;
}

function byLibrary({ startsAt, rrule }: Recurrence): number {
  const dtstart = Temporal.Instant.from(`${startsAt}:00Z`).toZonedDateTimeISO('UTC');
  return new RRuleTemporal({ rruleString: rrule!, dtstart }).between(FROM, TO, true).length;
}

/** In turns, a hundred slots each, so that both meet the same machine. */
function measure(rows: readonly Recurrence[], works: readonly ((row: Recurrence) => number)[]): Spent[] {
  const spent = works.map(() => ({ seconds: 0, cpuSeconds: 0, dates: 0 }));
  for (let first = 0; first < rows.length; first += 100)
    for (const [i, work] of works.entries()) add(spent[i]!, rows.slice(first, first + 100), work);
  return spent;
}

function add(spent: Spent, rows: readonly Recurrence[], work: (row: Recurrence) => number): void {
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  for (const row of rows) spent.dates += work(row);
  const { user, system } = process.cpuUsage(cpu);
  spent.seconds += (performance.now() - started) / 1000;
  spent.cpuSeconds += (user + system) / 1e6;
}

function figure(what: string, spent: Spent): Figure {
  const rate = round(SLOTS / spent.cpuSeconds);
  const measured = `${round(spent.seconds, 2)} s, of the processor ${round(spent.cpuSeconds, 2)} s (${rate}/s), ${spent.dates} results`;
  return { what, measured, goal: '', met: null };
}

function figures(): Figure[] {
  const usual = slots(usualRule);
  const [first, library] = measure(asLoaded(usual), [byUs, byLibrary]) as [Spent, Spent];
  const [again] = measure(asLoaded(usual), [byUs]) as [Spent];
  const own = slots(ownRule);
  const [apart, libraryApart] = measure(own, [byUs, byLibrary]) as [Spent, Spent];
  const [parse] = measure(usual, [(row) => parseRecurrence(row).exdates.length]) as [Spent];
  const [describe] = measure(asLoaded(usual), [(row) => describeRecurrence(row).en.length]) as [Spent];
  const inTime = first.cpuSeconds < MAX_SECONDS;
  const ratio = library.cpuSeconds / first.cpuSeconds;
  return [
    {
      ...figure('90 days with zones, nothing remembered', first),
      goal: `< ${MAX_SECONDS} s of the processor`,
      met: inTime,
    },
    figure('rrule-temporal alone, floating, no zones', library),
    {
      what: 'our speed against the library’s',
      measured: `${round(ratio, 2)} x`,
      goal: `>= ${MIN_RATIO} x`,
      met: ratio >= MIN_RATIO,
    },
    figure('the same slots once more, as the next pass asks', again),
    figure('slots of which no two share a rule', apart),
    figure('rrule-temporal alone for those', libraryApart),
    figure('parsing', parse),
    figure('sentences in both languages', describe),
  ];
}

/** New objects, as every pass reads them. */
function asLoaded(rows: readonly Recurrence[]): Recurrence[] {
  return rows.map((row) => ({ ...row }));
}

console.log(`${SLOTS} slots`);
const results = figures();
for (const { what, measured, goal, met } of results)
  console.log(`${what}: ${measured}${goal && `; goal ${goal}: ${met ? 'met' : 'MISSED'}`}`);
process.exitCode = results.some(({ met }) => met === false) ? 1 : 0;
