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
  return lower
    .normalize('NFC')
    .replace(/[’ʼ‘]/g, "'")
    .replace(/[‑‐]/g, '-')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ﬁ/g, 'fi')
    .replace(/ﬂ/g, 'fl');
}

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

function splitElision(written: string, { start, end, form }: WordPart): WordPart[] {
  if (WHOLE.test(form)) return [{ start, end, form }];
  const apostrophe = written.slice(start, end).search(/['’ʼ‘]/);
  if (apostrophe > 0 && ELIDED.has(foldWord(written.slice(start, start + apostrophe)))) {
    const cut = start + apostrophe + 1;
    if (cut < end) {
      const rest = { start: cut, end, form: foldWord(written.slice(cut, end)) };
      return [{ start, end: cut, form: foldWord(written.slice(start, cut)) }, ...splitElision(written, rest)];
    }
  }
  return splitContraction(written, { start, end, form });
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
    const head = written.slice(part.start, end);
    const hyphen = Math.max(...['-', '‑', '‐'].map((mark) => head.lastIndexOf(mark)));
    if (hyphen <= 0 || COMPOUNDS.has(foldWord(head)) || !CLITICS.has(foldWord(head.slice(hyphen + 1)))) break;
    const cut = part.start + hyphen;
    tails.unshift({ start: cut, end, form: foldWord(written.slice(cut, end)) });
    end = cut;
  }
  return [{ start: part.start, end, form: foldWord(written.slice(part.start, end)) }, ...tails];
}
