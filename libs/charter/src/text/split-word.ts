/** A part of a written word, as offsets into it. */
export interface WordPart {
  start: number;
  end: number;
  form: string;
}

/** Written with an apostrophe, yet one word. */
const WHOLE = /^(?:aujourd'hui|quelqu'une?|prud'hom|presqu'[iî]le|entr'|o'clock|grand'|rock'n'roll)/;

/** French words that lose their last vowel before another. */
const ELIDED = new Set(['l', 'd', 'j', 'm', 't', 's', 'c', 'n', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu']);
/** In characters as written, which may be more than those of the form. */
const LONGEST_WHOLE = 16;
const LONGEST_COMPOUND = 24;
const LONGEST_CLITIC = 8;
const LONGEST_ELIDED = Math.max(...Array.from(ELIDED, ({ length }) => length));

/** English words that shrink behind another. */
const CONTRACTED = /(?:n't|'(?:re|ve|ll|d|m|s))$/;

/** What is left of a verb before n't. */
const SHORTENED: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' };

/** French pronouns that follow their verb: dites-moi, avez-vous, y a-t-il, donnez-nous-en. */
const CLITICS = new Set('je tu il elle on nous vous ils elles moi toi lui leur le la les y en ce t'.split(' '));

/** Compounds whose last part looks like such a pronoun. */
const COMPOUNDS = new Set([
  'rendez-vous',
  'garde-le',
  'sauve-qui-peut',
  'on-the',
  'm-en',
  'chez-moi',
  'chez-nous',
  'chez-soi',
  'entre-nous',
  'mother-in',
]);

/** Lower case, NFC, straight apostrophes and hyphens, ligatures resolved; accents stay. */
export function foldWord(written: string): string {
  const lower = written.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower.normalize('NFC').replace(/[’ʼ‘‑‐œæﬁﬂ]/g, (sign) => PLAIN[sign]!);
}

const PLAIN: Readonly<Record<string, string>> = {
  ...{ '’': "'", ʼ: "'", '‘': "'", '‑': '-', '‐': '-' },
  ...{ œ: 'oe', æ: 'ae', ﬁ: 'fi', ﬂ: 'fl' },
};

const ASCII = /^[\x20-\x7e]*$/;

/**
 * The parts of a word as patterns know them: l'embauche is l' and embauche, dites-moi is dites and -moi, don't is do and
 * n't. Texts and patterns are split by the same rules.
 */
export function splitWord(written: string): WordPart[] {
  const whole = { start: 0, end: written.length, form: foldWord(written) };
  if (!/['’ʼ‘\-‑‐]/.test(written)) return [whole];
  return splitElision(written, whole);
}

function splitElision(written: string, whole: WordPart): WordPart[] {
  const parts: WordPart[] = [];
  const rest = (start: number): WordPart => ({ start, end: whole.end, form: foldWord(written.slice(start)) });
  let start = 0;
  while (!WHOLE.test(foldWord(written.slice(start, start + LONGEST_WHOLE)))) {
    const cut = endOfElision(written, start);
    if (cut < 0 || cut >= whole.end) return [...parts, ...splitContraction(written, rest(start))];
    parts.push({ start, end: cut, form: foldWord(written.slice(start, cut)) });
    start = cut;
  }
  return [...parts, rest(start)];
}

/** Behind the apostrophe of l', qu', lorsqu'…; -1 when no such word begins there. */
function endOfElision(written: string, start: number): number {
  const head = written.slice(start, start + LONGEST_ELIDED + 1);
  const apostrophe = head.search(/['’ʼ‘]/);
  return apostrophe > 0 && ELIDED.has(foldWord(head.slice(0, apostrophe))) ? start + apostrophe + 1 : -1;
}

function splitContraction(written: string, part: WordPart): WordPart[] {
  const tail = CONTRACTED.exec(part.form)?.[0];
  // A form can be longer than what was written (œ); a tail cannot.
  if (!tail || tail.length >= part.end - part.start) return splitClitics(written, part);
  const cut = part.end - tail.length;
  const head = foldWord(written.slice(part.start, cut));
  return [
    { start: part.start, end: cut, form: tail === "n't" ? (SHORTENED[head] ?? head) : head },
    { start: cut, end: part.end, form: tail },
  ];
}

function splitClitics(written: string, part: WordPart): WordPart[] {
  const tails: WordPart[] = [];
  let { end } = part;
  for (;;) {
    const cut = beginningOfClitic(written, part.start, end);
    if (cut < 0) break;
    tails.push({ start: cut, end, form: foldWord(written.slice(cut, end)) });
    end = cut;
  }
  return [{ start: part.start, end, form: foldWord(written.slice(part.start, end)) }, ...tails.reverse()];
}

/** The hyphen before a pronoun that ends a word; -1 without one. */
function beginningOfClitic(written: string, start: number, end: number): number {
  const from = Math.max(start, end - LONGEST_CLITIC - 1);
  const tail = written.slice(from, end);
  const hyphen = Math.max(...['-', '‑', '‐'].map((mark) => tail.lastIndexOf(mark)));
  const isCompound = end - start <= LONGEST_COMPOUND && COMPOUNDS.has(foldWord(written.slice(start, end)));
  return hyphen < 0 || from + hyphen <= start || isCompound || !CLITICS.has(foldWord(tail.slice(hyphen + 1)))
    ? -1
    : from + hyphen;
}
