import { truncateTo } from '#counting';

/** Graphemes of a title made from the text. */
export const MAX_DERIVED_TITLE = 80;

/** The first sentence of `text`, cut to 80 graphemes at a word; empty when there is no text. */
export function titleFromText(text: string, language: string | null): string {
  const line = text.split(/\r?\n/).find((candidate) => candidate.trim() !== '') ?? '';
  const sentences = new Intl.Segmenter(knownLocale(language), { granularity: 'sentence' }).segment(line.trim());
  const [first] = sentences;
  return shorten(first?.segment.trim() ?? '', MAX_DERIVED_TITLE);
}

/** `text` within `max` graphemes, an ellipsis marking a cut. */
export function shorten(text: string, max: number): string {
  const whole = truncateTo(text, 'graphemes', max);
  if (whole.length === text.length) return text;
  const cut = truncateTo(text, 'graphemes', max - 1);
  const words = cut.replace(/\s+\S*$/u, '');
  return `${(words || cut).trimEnd()}…`;
}

/** A locale the runtime takes, or undefined: an odd language tag must not stop a publication. */
export function knownLocale(language: string | null): string | undefined {
  try {
    return language === null ? undefined : Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}
