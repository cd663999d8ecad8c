import type { Suggestion } from '../finding.js';
import { WARMER_EN, WARMER_FR } from '../lexicons/warmer-words.js';
import { hitsOf, overlaps } from '../patterns/hits.js';
import type { RuleContext } from '../rule.js';
import type { Span } from '../text/quotations.js';

const LINES = { en: WARMER_EN.map(({ find }) => find), fr: WARMER_FR.map(({ find }) => find) };

/** What to write instead of a cold wording, in the brand’s address; of wordings that overlap the first in the list. */
export function warmerFor(
  span: Span,
  { analysis, language, brand }: Omit<RuleContext<object>, 'options'>,
): Suggestion[] {
  const hits = hitsOf(LINES[language], language, analysis).filter((hit) => overlaps(hit, span));
  const best = hits.sort((a, b) => a.line - b.line)[0];
  if (!best) return [];
  const { fr, en } = (language === 'fr' ? WARMER_FR : WARMER_EN)[best.line]!;
  const words = language === 'fr' ? fr![brand.address.fr === 'tu' ? 'tu' : 'vous'] : en!;
  const { start, end } = best;
  const capital = /^\p{Lu}/u.test(analysis.text.slice(start, end));
  const replacement = capital ? words[0]!.toUpperCase() + words.slice(1) : words;
  return [
    { label: { en: `Write “${replacement}”`, fr: `Écrire « ${replacement} »` }, span: { start, end }, replacement },
  ];
}
