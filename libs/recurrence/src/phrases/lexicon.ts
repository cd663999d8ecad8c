import type { DayPart, Role, Unclear, Unit, Vocabulary } from './vocabulary.js';

/** All that a word can mean; the grammar asks for the meaning that it needs. */
export interface Sense {
  weekday?: number;
  /** "Mondays": a weekday that comes again by itself. */
  plural?: true;
  /** A set of weekdays, such as the weekend. */
  days?: readonly number[];
  month?: number;
  number?: number;
  ordinal?: number;
  unit?: Unit;
  frequency?: { n: number; unit: Unit };
  dayPart?: DayPart;
  /** Hour of the day. */
  clock?: number;
  /** Minutes of an hour. */
  fraction?: number;
  meridiem?: 'am' | 'pm';
  relativeDay?: number;
  monthEnd?: 'skip' | 'clamp';
  unclear?: Unclear;
  roles?: readonly Role[];
}

export interface Lexicon {
  vocabulary: Vocabulary;
  /** By their first word, the longest first. */
  entries: ReadonlyMap<string, readonly Entry[]>;
  /** Every single word, and a key of what it means: two words of one key are one for the speller. */
  words: ReadonlyMap<string, string>;
  ordinalMarks: ReadonlySet<string>;
}

export interface Entry {
  words: readonly string[];
  sense: Sense;
}

/** Makes the words of a language ready to be looked up. */
export function buildLexicon(vocabulary: Vocabulary): Lexicon {
  const senses = new Map<string, Sense>();
  for (const [words, sense] of sensesOf(vocabulary))
    for (const word of words.split(' | ')) senses.set(word, merge(senses.get(word), sense));
  const entries = new Map<string, Entry[]>();
  for (const [text, sense] of senses) {
    const words = text.split(' ');
    entries.set(words[0]!, [...(entries.get(words[0]!) ?? []), { words, sense }]);
  }
  for (const list of entries.values()) list.sort((a, b) => b.words.length - a.words.length);
  return { vocabulary, entries, words: wordKeys(senses), ordinalMarks: new Set(vocabulary.ordinalMarks.split(' | ')) };
}

type Meaning = [words: string, sense: Sense];

function sensesOf(vocabulary: Vocabulary): Meaning[] {
  const by = <Key extends string>(list: Readonly<Partial<Record<Key, string>>>, sense: (key: Key) => Sense) =>
    (Object.entries(list) as [Key, string][]).map(([key, words]): Meaning => [words, sense(key)]);
  return [
    ...vocabulary.weekdays.flatMap(weekdayMeanings),
    ...vocabulary.months.map((words, index): Meaning => [words, { month: index + 1 }]),
    [vocabulary.workdays, { days: [0, 1, 2, 3, 4] }],
    [vocabulary.weekends, { days: [5, 6] }],
    ...by(vocabulary.numbers, (key) => ({ number: Number(key) })),
    ...compoundNumbers(vocabulary),
    ...by(vocabulary.ordinals, (key) => ({ ordinal: Number(key) })),
    ...by(vocabulary.units, (unit) => ({ unit })),
    ...by(vocabulary.frequencies, (key) => ({ frequency: readFrequency(key) })),
    ...by(vocabulary.dayParts, (dayPart) => ({ dayPart })),
    ...by(vocabulary.clocks, (key) => ({ clock: Number(key) })),
    ...by(vocabulary.fractions, (key) => ({ fraction: Number(key) })),
    [vocabulary.am, { meridiem: 'am' }],
    [vocabulary.pm, { meridiem: 'pm' }],
    ...by(vocabulary.relativeDays, (key) => ({ relativeDay: Number(key) })),
    ...by(vocabulary.roles, (role) => ({ roles: [role] })),
    ...by(vocabulary.monthEnds, (monthEnd) => ({ monthEnd })),
    ...by(vocabulary.unclear, (unclear) => ({ unclear })),
  ];
}

function weekdayMeanings(words: string, weekday: number): Meaning[] {
  const [full, ...short] = words.split(' | ');
  return [
    [[full, ...short].join(' | '), { weekday }],
    [`${full}s`, { weekday, plural: true }],
  ];
}

function readFrequency(key: string): { n: number; unit: Unit } {
  const [unit, n = '1'] = key.split(' ');
  return { n: Number(n), unit: unit as Unit };
}

/** 21 to 59; days of the month as ordinals too. */
function compoundNumbers({ numbers, ordinals, tensJoin }: Vocabulary): Meaning[] {
  const units = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const tens = [20, 30, 40, 50].map((ten) => [ten, numbers[ten]!] as const);
  return tens.flatMap(([ten, word]) =>
    units.flatMap((unit): Meaning[] => [
      ...variants(numbers[unit]!, word, unit === 1 ? tensJoin : '').map((words): Meaning => [
        words,
        { number: ten + unit },
      ]),
      ...variants(ordinals[unit] ?? '', word, '').map((words): Meaning => [words, { ordinal: ten + unit }]),
    ]),
  );
}

function variants(units: string, ten: string, join: string): string[] {
  const words = units.split(' | ').filter((word) => word.length > 1);
  return words.map((word) => [ten, join, word].filter((part) => part !== '').join(' '));
}

function merge(known: Sense | undefined, more: Sense): Sense {
  const roles = [...(known?.roles ?? []), ...(more.roles ?? [])];
  return { ...known, ...more, ...(roles.length > 0 ? { roles } : {}) };
}

function wordKeys(senses: ReadonlyMap<string, Sense>): Map<string, string> {
  const keys = new Map<string, string>();
  for (const text of senses.keys()) for (const word of text.split(' ')) if (!keys.has(word)) keys.set(word, word);
  for (const [text, { plural: _, ...sense }] of senses) if (!text.includes(' ')) keys.set(text, JSON.stringify(sense));
  return keys;
}
