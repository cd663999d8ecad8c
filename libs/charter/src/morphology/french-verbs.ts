import { IRREGULAR_VERBS } from './french-irregular-verbs.js';
import type { VerbForms } from './verb-forms.js';

/** The parts from which every simple tense follows. */
interface Parts {
  infinitive: string;
  /** je, tu, il, nous, vous, ils; empty where there is none. */
  present: readonly string[];
  future: string;
  /** Of the third person: fit, vint, fut, alla; empty where there is none. */
  past: string;
  participle: string;
  subjunctive: readonly string[] | null;
  imperative: readonly string[] | null;
}

const MODELS = new Map(
  IRREGULAR_VERBS.trim()
    .split('\n')
    .map((line) => {
      const model = parseModel(line);
      return [model.infinitive, model] as const;
    }),
);

function parseModel(line: string): Parts {
  const [infinitive, present, future, past, participle, subjunctive, imperative] = line
    .split(';')
    .map((part) => part.trim());
  const words = (part: string): string[] => part.split(' ').map((word) => (word === '-' ? '' : word));
  return {
    infinitive: infinitive!,
    present: words(present!),
    future: future!,
    past: past === '-' ? '' : past!,
    participle: participle!,
    subjunctive: subjunctive ? words(subjunctive) : null,
    imperative: imperative ? words(imperative).filter(Boolean) : null,
  };
}

/**
 * All simple forms of a French verb from its infinitive, in lower case with accents. A verb that is not known to be
 * irregular, nor ends like one, follows its group; null for what is no infinitive. After Bescherelle, L’Art de conjuguer.
 */
export function frenchVerb(infinitive: string): VerbForms | null {
  if (infinitive.endsWith('er') && !/^(?:r|ré)?aller$/.test(infinitive)) return firstGroup(infinitive);
  const parts = irregular(infinitive) ?? thirdGroup(infinitive) ?? secondGroup(infinitive);
  return parts && formsOf(parts);
}

/** The longest model that the verb ends like: what stands before it is a prefix. */
function irregular(infinitive: string): Parts | null {
  for (let cut = 0; cut < infinitive.length - 2; cut++) {
    const model = MODELS.get(infinitive.slice(cut));
    if (model && (cut === 0 || isPrefix(infinitive.slice(0, cut), model.infinitive)))
      return withPrefix(infinitive.slice(0, cut), model);
  }
  return null;
}

const PREFIXES = new Set(
  'a ab abs ac ad ap appar as at co com compro con contre cor de dé des dés dis é em en entre équi ex in inter main mé o ob par per pour pré pres pro re ré réap rede réé res satis se sou sous sub sur sus trans'.split(
    ' ',
  ),
);

/** maudire is not mau and dire, salir not sal and a verb in -ir: what stands before must be able to. */
function isPrefix(before: string, model: string): boolean {
  return (
    PREFIXES.has(before) &&
    !(model === 'rire' && before !== 'sou') &&
    model !== 'taire' &&
    model !== 'être' &&
    model !== 'avoir'
  );
}

function withPrefix(prefix: string, parts: Parts): Parts {
  const on = (form: string): string => (form === '' ? '' : prefix + form);
  return {
    infinitive: on(parts.infinitive),
    present: parts.present.map(on),
    future: on(parts.future),
    past: on(parts.past),
    participle: on(parts.participle),
    subjunctive: parts.subjunctive?.map(on) ?? null,
    imperative: parts.imperative?.map(on) ?? null,
  };
}

/** peindre, craindre, joindre; conduire, produire; transcrire; vendre, attendre, répondre, perdre. */
function thirdGroup(infinitive: string): Parts | null {
  const indre = /^(.*(?:ai|ei|oi))ndre$/.exec(infinitive)?.[1];
  if (indre) return consonants(infinitive, `${indre}n`, `${indre}gn`, `${indre}gnit`, `${indre}nt`);
  const uire = /^(.*ui)re$/.exec(infinitive)?.[1];
  if (uire)
    return consonants(infinitive, uire, `${uire}s`, `${uire}sit`, /(?:^|re)(?:l|n)ui$/.test(uire) ? uire : `${uire}t`);
  const crire = /^(.*cri)re$/.exec(infinitive)?.[1];
  if (crire) return consonants(infinitive, crire, `${crire}v`, `${crire}vit`, `${crire}t`);
  const dre = /^(.*(?:en|an|on|er|or))dre$/.exec(infinitive)?.[1];
  if (!dre) return null;
  const stem = `${dre}d`;
  return {
    ...{ infinitive, future: infinitive.slice(0, -1), past: `${stem}it`, participle: `${stem}u` },
    present: [`${stem}s`, `${stem}s`, stem, `${stem}ons`, `${stem}ez`, `${stem}ent`],
    ...{ subjunctive: null, imperative: null },
  };
}

function consonants(infinitive: string, singular: string, plural: string, past: string, participle: string): Parts {
  return {
    ...{ infinitive, future: infinitive.slice(0, -1), past, participle, subjunctive: null, imperative: null },
    present: [`${singular}s`, `${singular}s`, `${singular}t`, `${plural}ons`, `${plural}ez`, `${plural}ent`],
  };
}

/** finir, choisir, réussir. */
function secondGroup(infinitive: string): Parts | null {
  if (!infinitive.endsWith('ir')) return null;
  const stem = infinitive.slice(0, -1);
  return {
    ...{ infinitive, future: infinitive, past: `${stem}t`, participle: stem, subjunctive: null, imperative: null },
    present: [`${stem}s`, `${stem}s`, `${stem}t`, `${stem}ssons`, `${stem}ssez`, `${stem}ssent`],
  };
}

const IMPERFECT = ['ais', 'ait', 'ions', 'iez', 'aient'];
const FUTURE = ['ai', 'as', 'a', 'ons', 'ez', 'ont'];

function formsOf(parts: Parts): VerbForms {
  const { infinitive, present, future, past, participle } = parts;
  const plural = infinitive === 'être' ? 'ét' : (present[3] ?? '').replace(/ons$/, '');
  const imperfect = infinitive === 'falloir' ? 'fall' : infinitive === 'pleuvoir' ? 'pleuv' : plural;
  const tenses = [
    ...present,
    ...(imperfect ? IMPERFECT.map((ending) => imperfect + ending) : []),
    ...[...FUTURE, ...IMPERFECT].map((ending) => future + ending),
    ...simplePast(past),
    ...(parts.subjunctive ?? subjunctiveOf(present, plural)),
  ];
  const gerund = GERUNDS[infinitive] ?? (plural ? `${plural}ant` : '');
  return {
    inf: [infinitive],
    pp: agreements(participle),
    imp: distinct(parts.imperative ?? [present[1] ?? '', present[3] ?? '', present[4] ?? '']),
    ger: distinct([gerund]),
    fin: distinct(tenses),
  };
}

const GERUNDS: Readonly<Record<string, string>> = { être: 'étant', avoir: 'ayant', savoir: 'sachant' };

function subjunctiveOf(present: readonly string[], plural: string): string[] {
  const stem = present[5]!.replace(/ent$/, '');
  return [...['e', 'es', 'e', 'ent'].map((ending) => stem + ending), `${plural}ions`, `${plural}iez`];
}

/** Of fit: fis, fit, fîmes, fîtes, firent; of vint: vins, vînmes, vinrent; of alla: allai, allas, allèrent. */
function simplePast(third: string): string[] {
  if (third === '') return [];
  if (third.endsWith('a')) return firstPast(third.slice(0, -1), third.slice(0, -1));
  const stem = third.replace(/t$/, '');
  const hat = stem.replace(/([iu])(n?)$/, (_, vowel: string, n: string) => (vowel === 'i' ? 'î' : 'û') + n);
  return [`${stem}s`, third, `${hat}mes`, `${hat}tes`, `${stem}rent`];
}

/** Masculine and feminine, singular and plural. */
function agreements(participle: string): string[] {
  if (participle === 'dû') return ['dû', 'due', 'dus', 'dues'];
  if (participle === 'crû') return ['crû', 'crue', 'crus', 'crues'];
  if (participle === 'dissous' || participle === 'absous') {
    const stem = participle.slice(0, -1);
    return [participle, `${stem}te`, `${stem}tes`];
  }
  if (participle === 'été') return ['été'];
  return distinct([
    participle,
    `${participle}e`,
    participle.endsWith('s') ? participle : `${participle}s`,
    `${participle}es`,
  ]);
}

function firstPast(soft: string, stem: string): string[] {
  return [`${soft}ai`, `${soft}as`, `${soft}a`, `${soft}âmes`, `${soft}âtes`, `${stem}èrent`];
}

/** Doubling their consonant before a mute e; the others in -eler and -eter take è. */
const DOUBLING =
  /(?:app|rapp|chanc|étinc|fic|nive|renouv|ép|ruiss|morc|jum|ensorc|amonc|craqu|cis)eler$|(?:^|re|pro|inter|sur)jeter$|(?:feuill|étiqu|cach|paqu|empaqu|projet|claqu|volet|becqu|marqu|pelle)eter$/;

/** aimer and all that is spelt as it sounds: lancer, manger, nettoyer, payer, appeler, jeter, acheter, espérer. */
function firstGroup(infinitive: string): VerbForms {
  const stem = infinitive.slice(0, -2);
  const soft = stem.endsWith('c') ? `${stem.slice(0, -1)}ç` : stem.endsWith('g') ? `${stem}e` : stem;
  const mutes = muteStems(infinitive, stem);
  const futures = [...new Set([...(/é[^aeiouéèêy]+er$/.test(infinitive) ? [stem] : []), ...mutes])].map(
    (mute) => IRREGULAR_FUTURES[infinitive] ?? `${mute}er`,
  );
  return {
    inf: [infinitive],
    pp: agreements(`${stem}é`),
    imp: distinct([...mutes.flatMap((mute) => [`${mute}e`, `${mute}es`]), `${soft}ons`, `${stem}ez`]),
    ger: [`${soft}ant`],
    fin: distinct([
      ...mutes.flatMap((mute) => [`${mute}e`, `${mute}es`, `${mute}ent`]),
      ...[`${soft}ons`, `${stem}ez`, `${stem}ions`, `${stem}iez`, `${soft}ais`, `${soft}ait`, `${soft}aient`],
      ...firstPast(soft, stem),
      ...futures.flatMap((future) => [...FUTURE, ...IMPERFECT].map((ending) => future + ending)),
    ]),
  };
}

const IRREGULAR_FUTURES: Readonly<Record<string, string>> = { envoyer: 'enverr', renvoyer: 'renverr' };

/** The stem before e, es, ent: two where both spellings are right. */
function muteStems(infinitive: string, stem: string): string[] {
  if (stem.endsWith('ay')) return [`${stem.slice(0, -1)}i`, stem];
  if (/[ou]y$/.test(stem)) return [`${stem.slice(0, -1)}i`];
  const last = stem.at(-1)!;
  if (DOUBLING.test(infinitive)) return [stem + last, stem.replace(/e([^e]+)$/, 'è$1')];
  if (/e[^aeiouéèêy]$/.test(stem)) return [stem.replace(/e([^e])$/, 'è$1')];
  if (/e(?:vr)$/.test(stem)) return [stem.replace(/evr$/, 'èvr')];
  if (/é(?:[^aeiouéèêy]|[bcdfgpt][lr]|gu|qu|gn|ch)$/.test(stem)) return [stem.replace(/é([^é]+)$/, 'è$1')];
  return [stem];
}

function distinct(forms: readonly string[]): string[] {
  return [...new Set(forms.filter(Boolean))];
}
