import { WARMER_EN, WARMER_FR } from '../lexicons/warmer-words.js';
import { explainPattern } from '../patterns/explain-pattern.js';
import { analyse } from '../text/analyse.js';
import { COLD } from '../lexicons/by-language.js';
import { graded } from '../patterns/hits.js';

it.each(WARMER_FR.map((warmer) => [warmer.find, warmer] as const))(
  'has no cold words instead of %s',
  (find, { fr }) => {
    expect(explainPattern(find, 'fr').count).toBeGreaterThan(0);
    for (const words of [fr!.tu, fr!.vous])
      expect(graded(COLD.fr, 'fr', analyse(`${words} la suite du texte.`))).toBeNull();
  },
);

it.each(WARMER_EN.map((warmer) => [warmer.find, warmer] as const))(
  'has no cold words instead of %s',
  (find, { en }) => {
    expect(explainPattern(find, 'en').count).toBeGreaterThan(0);
    expect(graded(COLD.en, 'en', analyse(`${en!} the rest of the text.`))).toBeNull();
  },
);
