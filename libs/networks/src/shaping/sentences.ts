// Rules of UAX #29 are the same in every language but for Greek; naming one keeps them the same on every machine.
const segmenter = new Intl.Segmenter('fr', { granularity: 'sentence' });

/** What is written with a full stop and seldom ends a sentence, in French and English. */
const ABBREVIATIONS = [
  'M|MM|Mme|Mlle|Mmes|Mgr|Me|Dr|Pr|Mr|Mrs|Ms|Prof|St|Ste|Sts',
  'p|pp|ex|cf|vs|c\\.-à-d|e\\.g|i\\.e|env|approx|art|chap|vol|fig|éd|ed|n|no|nos|tél|tel|bd|av|rdv',
  'janv|févr|avr|juil|sept|oct|nov|déc|Jan|Feb|Mar|Apr|Aug|Sep|Sept|Oct|Nov|Dec',
].join('|');
const ENDS_IN_ABBREVIATION = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${ABBREVIATIONS}|\p{Lu})\.\s*$`, 'u');
/** `1.` and `a)` begin what they number. */
const IS_NUMBERING = /^\s*(?:\d{1,3}|\p{L})[.)]\s*$/u;
/** Only white space, or an end that needs none after it, parts sentences: `?` and `!` stand in addresses too. */
const IS_PARTED = /[\s。！？｡．」』）]$/u;
/** French sets these apart from the sentence that they close. */
const CLOSES = /^[!?:;,.…»”’)\]]/u;

/** Where the sentences of `text` but the first begin, ascending. White space belongs to the sentence before it. */
export function sentenceStarts(text: string): number[] {
  const starts: number[] = [];
  let sentence = '';
  let at = 0;
  for (const segment of segments(text)) {
    const begins = sentence !== '' && isEnd(sentence, segment);
    if (begins) starts.push(at);
    // Its end alone is looked at: a text without sentences is not to be read again for each segment.
    sentence = begins ? segment : sentence.slice(-LOOKED_AT) + segment;
    at += segment.length;
  }
  return starts;
}

const LOOKED_AT = 40;
const PIECE = 1024;

/** V8 takes the length of the whole text for each segment: handed out in pieces, a long text costs its length once. */
function* segments(text: string): Generator<string> {
  let length = PIECE;
  for (let from = 0; from < text.length;) {
    const piece = text.slice(from, from + length);
    const found = Array.from(segmenter.segment(piece), ({ segment }) => segment);
    // The last one may go on in the next piece.
    const whole = from + length < text.length ? found.slice(0, -1) : found;
    yield* whole;
    from += whole.reduce((sum, segment) => sum + segment.length, 0);
    length = whole.length === 0 ? length * 2 : PIECE;
  }
}

function isEnd(sentence: string, next: string): boolean {
  if (!IS_PARTED.test(sentence) || CLOSES.test(next)) return false;
  return !ENDS_IN_ABBREVIATION.test(sentence.slice(-LOOKED_AT)) && !IS_NUMBERING.test(sentence);
}
