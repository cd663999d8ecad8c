import type { Language } from '#kernel';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'semester' | 'year';
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Words that lead somewhere else than into one rule, by what is wrong with them. */
export type Unclear = 'twice' | 'saturday' | 'parity' | 'holidays' | 'oneOff' | 'vague';

/** What a word does in a sentence, the same in every language. */
export type Role =
  | 'every' // tous les, every
  | 'other' // every OTHER Tuesday
  | 'outOf' // un mardi SUR deux
  | 'per' // twice A week
  | 'to' // Monday TO Friday
  | 'at'
  | 'about'
  | 'until'
  | 'from'
  | 'for' // FOR ten weeks
  | 'next' // for the NEXT ten weeks
  | 'times'
  | 'once'
  | 'twice'
  | 'except'
  | 'plus'
  | 'in'
  | 'of'
  | 'the'
  | 'and'
  | 'comma' // an `and` too
  | 'or'
  | 'past' // a quarter PAST nine
  | 'before' // a quarter TO ten
  | 'hour' // 9 H, nine O'CLOCK
  | 'colon'
  | 'point'
  | 'slash'
  | 'dash'
  | 'fromEnd' // le troisième jour EN PARTANT DE LA FIN
  | 'endOf' // until the END OF June
  | 'monthStart'
  | 'monthEnd'
  | 'filler';

/**
 * The words of a language. Lower case, without accents; apostrophes and hyphens are written as spaces; ` | ` stands
 * between words of one meaning. What belongs to several lists has several meanings, and the grammar takes the one that
 * fits ("sept" is a number and a month).
 */
export interface Vocabulary {
  language: Language;
  /** Monday first; the first word of each also with a plural -s. */
  weekdays: readonly string[];
  /** January first. */
  months: readonly string[];
  workdays: string;
  weekends: string;
  numbers: Readonly<Record<number, string>>;
  /** What stands between a ten and a unit: "vingt ET un", "twenty one". */
  tensJoin: string;
  ordinals: Readonly<Record<number, string>>;
  /** What makes an ordinal of a number: 2e, 2nd. */
  ordinalMarks: string;
  units: Readonly<Record<Unit, string>>;
  /** Words for a whole frequency: "daily", "fortnightly"; `week 2` is every second week. */
  frequencies: Readonly<Record<string, string>>;
  dayParts: Readonly<Record<DayPart, string>>;
  /** By hour: noon, midnight. */
  clocks: Readonly<Record<number, string>>;
  /** By minutes: quarter, half. */
  fractions: Readonly<Record<number, string>>;
  am: string;
  pm: string;
  /** By days from today, for "from tomorrow". */
  relativeDays: Readonly<Record<number, string>>;
  roles: Readonly<Partial<Record<Role, string>>>;
  /** What the service's own sentences say about days that a month lacks. */
  monthEnds: Readonly<Record<'skip' | 'clamp', string>>;
  unclear: Readonly<Record<Unclear, string>>;
  /** In which orders a date is written; with both, only the numbers can tell about 24/12. */
  dateOrders: readonly ('dayMonth' | 'monthDay')[];
}
