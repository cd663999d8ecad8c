/** Singular nouns in -al and -ail whose plural has no -aux. */
const ALS = new Set(
  'bal carnaval chacal festival récital régal cérémonial étal aval pal naval banal bancal fatal final glacial natal'.split(
    ' ',
  ),
);
const AUX_OF_AIL = new Set('bail corail émail soupirail travail vantail vitrail'.split(' '));
const OUX = new Set('bijou caillou chou genou hibou joujou pou'.split(' '));
/** Nouns and adjectives in -au, -eau and -eu with a plain s. */
const EUS = new Set('bleu pneu landau sarrau émeu'.split(' '));
const WHOLE: Readonly<Record<string, string>> = {
  oeil: 'yeux',
  ciel: 'cieux',
  monsieur: 'messieurs',
  madame: 'mesdames',
  mademoiselle: 'mesdemoiselles',
  bonhomme: 'bonshommes',
};

/** Singular and plural of a French noun. */
export function frenchNoun(noun: string): string[] {
  return [...new Set([noun, frenchPlural(noun)])];
}

export function frenchPlural(noun: string): string {
  if (WHOLE[noun]) return WHOLE[noun];
  if (/[sxz]$/.test(noun)) return noun;
  if (noun.endsWith('al') && !ALS.has(noun)) return `${noun.slice(0, -1)}ux`;
  if (AUX_OF_AIL.has(noun)) return `${noun.slice(0, -2)}ux`;
  if (OUX.has(noun) || (/(?:au|eu)$/.test(noun) && !EUS.has(noun))) return `${noun}x`;
  return `${noun}s`;
}

/** Masculine forms before a vowel, and feminine forms that no ending gives. */
const FEMININES: Readonly<Record<string, string>> = {
  ...{ beau: 'belle', nouveau: 'nouvelle', vieux: 'vieille', fou: 'folle', mou: 'molle', jumeau: 'jumelle' },
  ...{
    blanc: 'blanche',
    franc: 'franche',
    sec: 'sèche',
    frais: 'fraîche',
    public: 'publique',
    turc: 'turque',
    grec: 'grecque',
  },
  ...{
    long: 'longue',
    doux: 'douce',
    roux: 'rousse',
    faux: 'fausse',
    favori: 'favorite',
    malin: 'maligne',
    bénin: 'bénigne',
  },
  ...{
    gros: 'grosse',
    gras: 'grasse',
    bas: 'basse',
    las: 'lasse',
    épais: 'épaisse',
    exprès: 'expresse',
    gentil: 'gentille',
  },
  ...{
    nul: 'nulle',
    pareil: 'pareille',
    vermeil: 'vermeille',
    sot: 'sotte',
    pâlot: 'pâlotte',
    boulot: 'boulotte',
    net: 'nette',
  },
  ...{
    complet: 'complète',
    incomplet: 'incomplète',
    concret: 'concrète',
    discret: 'discrète',
    indiscret: 'indiscrète',
  },
  ...{
    inquiet: 'inquiète',
    secret: 'secrète',
    désuet: 'désuète',
    aigu: 'aiguë',
    ambigu: 'ambiguë',
    paysan: 'paysanne',
  },
  ...{ meilleur: 'meilleure', supérieur: 'supérieure', inférieur: 'inférieure', extérieur: 'extérieure' },
  ...{
    intérieur: 'intérieure',
    antérieur: 'antérieure',
    postérieur: 'postérieure',
    majeur: 'majeure',
    mineur: 'mineure',
  },
  ...{ enchanteur: 'enchanteresse', vengeur: 'vengeresse', traître: 'traîtresse', dû: 'due', andalou: 'andalouse' },
};
const BEFORE_VOWEL: Readonly<Record<string, string>> = {
  beau: 'bel',
  nouveau: 'nouvel',
  vieux: 'vieil',
  fou: 'fol',
  mou: 'mol',
};
/** -teur that comes from a verb in -ter: its feminine is -teuse. */
const TEUSE = /(?:^|r|em|re)(?:chan|men|visi|por|ache|flat|rappor|transpor|lut|compli|prê|con|prun|racon|toilet)teur$/;

/** All agreements of a French adjective or noun of a person. */
export function frenchAdjective(adjective: string): string[] {
  const feminine = feminineOf(adjective);
  return [
    ...new Set([
      ...[adjective, frenchPlural(adjective), feminine, feminine.endsWith('s') ? feminine : `${feminine}s`],
      ...(BEFORE_VOWEL[adjective] ? [BEFORE_VOWEL[adjective]] : []),
    ]),
  ];
}

function feminineOf(adjective: string): string {
  if (FEMININES[adjective]) return FEMININES[adjective];
  if (adjective.endsWith('e')) return adjective;
  if (adjective.endsWith('teur'))
    return TEUSE.test(adjective) ? adjective.replace(/r$/, 'se') : adjective.replace(/teur$/, 'trice');
  if (adjective.endsWith('eur')) return adjective.replace(/r$/, 'se');
  if (/[eo]ux$/.test(adjective)) return adjective.replace(/x$/, 'se');
  if (adjective.endsWith('f')) return adjective.replace(/f$/, 've');
  if (adjective.endsWith('er')) return adjective.replace(/er$/, 'ère');
  if (/(?:el|eil|on|en|et)$/.test(adjective)) return `${adjective}${adjective.at(-1)!}e`;
  if (adjective.endsWith('c')) return adjective.replace(/c$/, 'que');
  if (adjective.endsWith('eau')) return adjective.replace(/eau$/, 'elle');
  return `${adjective}e`;
}
