import { type Language, LANGUAGES } from '#kernel';

/** The language to answer in, from `Accept-Language` (RFC 9110 §12.5.4): the best known one by weight, else English. */
export function preferredLanguage(header: string | undefined): Language {
  const wishes = (header ?? '').split(',').map(readWish);
  const ranked = wishes.filter((wish) => wish.weight > 0).sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranked) {
    const known = tag === '*' ? 'en' : LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (known) return known;
  }
  return 'en';
}

function readWish(part: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
}
