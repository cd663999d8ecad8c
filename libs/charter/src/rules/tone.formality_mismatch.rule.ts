import type { Language } from '#kernel';
import type { Report } from '../finding.js';
import { FORMALITY } from '../lexicons/by-language.js';
import { NO_IMPERATIVES, PLURAL_ADDRESS } from '../lexicons/plural-address.js';
import { hitsOf, united } from '../patterns/hits.js';
import type { Rule, RuleContext } from '../rule.js';
import type { Span } from '../text/quotations.js';

/** `tu` and `vous` against the brand's address, slang or legalese against its register; quotations are exempt. */
export const toneFormalityMismatch: Rule = {
  meta: {
    id: 'tone.formality_mismatch',
    title: { en: 'Another register', fr: 'Un autre registre' },
    rationale: {
      en: 'A brand that changes its voice from post to post sounds like several.',
      fr: 'Une marque qui change de voix d’un post à l’autre semble être plusieurs.',
    },
    severity: 'advise',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      polite: {
        en: '“{words}” says vous, and this brand says tu.',
        fr: '« {words} » vouvoie, et la marque tutoie.',
      },
      familiar: {
        en: '“{words}” says tu, and this brand says vous.',
        fr: '« {words} » tutoie, et la marque vouvoie.',
      },
      mixed: {
        en: 'The post says both tu and vous (“{words}”). Choose one and keep to it.',
        fr: 'Le post mélange tu et vous (« {words} »). Choisissez l’un et tenez-vous-y.',
      },
      legalese: {
        en: '“{words}” is legal or administrative wording; this brand speaks plainly.',
        fr: '« {words} » est du langage juridique ou administratif ; la marque parle simplement.',
      },
      slang: {
        en: '“{words}” is slang; this brand keeps a professional register.',
        fr: '« {words} » est de l’argot ; la marque garde un registre professionnel.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Viens essayer ta taille.', brand: { address: { fr: 'tu', en: 'any' } } },
          { text: 'Merci à vous tous !', brand: { address: { fr: 'tu', en: 'any' } } },
          { text: 'Léa nous a dit : « Tu vas adorer ».', brand: { address: { fr: 'vous', en: 'any' } } },
        ],
        invalid: [
          { text: 'Venez essayer votre taille.', brand: { address: { fr: 'tu', en: 'any' } }, marks: 'Venez' },
          { text: 'Passe quand tu veux.', brand: { address: { fr: 'vous', en: 'any' } }, marks: 'tu' },
          {
            text: 'Viens goûter, votre table est prête.',
            brand: { address: { fr: 'consistent', en: 'any' } },
            marks: 'votre',
          },
        ],
      },
      en: {
        valid: [{ text: 'We’re glad to help.', brand: { address: { fr: 'any', en: 'professional' } } }],
        invalid: [
          { text: 'You’re gonna love it.', brand: { address: { fr: 'any', en: 'professional' } }, marks: 'gonna' },
          {
            text: 'We hereby open the shop.',
            brand: { address: { fr: 'any', en: 'casual' } },
            marks: 'hereby',
          },
        ],
      },
    },
  },
  defaults: {},
  check: (context) => (context.language === 'fr' ? french(context) : english(context)),
};

function french(context: RuleContext<object>): Report[] {
  const { address } = context.brand;
  if (address.fr === 'any') return [];
  const familiar = outside(context, 'fr', FORMALITY.fr.familiar);
  if (address.fr === 'vous') return toReports('familiar', familiar, context);
  const polite = politeTo(context);
  if (address.fr === 'tu') return toReports('polite', polite, context);
  if (familiar.length === 0 || polite.length === 0) return [];
  return toReports('mixed', polite.length <= familiar.length ? polite : familiar, context);
}

/** Vous forms and imperatives that speak to one person; none where the text says that it speaks to several. */
function politeTo(context: RuleContext<object>): Span[] {
  const { analysis } = context;
  const several = new Set(hitsOf(PLURAL_ADDRESS, 'fr', analysis).map(({ sentence }) => sentence));
  const imperatives = analysis.tokens.filter(
    ({ kind, form, quoted, opening }) =>
      kind === 'word' && opening && !quoted && /..ez$/.test(form) && !NO_IMPERATIVES.has(form),
  );
  const spans = united([...outside(context, 'fr', FORMALITY.fr.polite), ...imperatives]);
  return several.size > 0 ? [] : spans;
}

function english(context: RuleContext<object>): Report[] {
  const { legalese, slang } = FORMALITY.en;
  switch (context.brand.address.en) {
    case 'casual':
      return toReports('legalese', outside(context, 'en', legalese), context);
    case 'professional':
      return toReports('slang', outside(context, 'en', slang), context);
    case 'any':
      return [];
  }
}

function outside({ analysis }: RuleContext<object>, language: Language, lines: readonly string[]): Span[] {
  const hits = hitsOf(lines, language, analysis);
  return united(hits.filter(({ start, end }) => !analysis.quotations.some((q) => q.start < start && end < q.end)));
}

function toReports(messageId: string, spans: readonly Span[], { analysis }: RuleContext<object>): Report[] {
  return spans.map((span) => ({
    messageId,
    data: { words: analysis.text.slice(span.start, span.end) },
    span,
    confidence: 'likely',
  }));
}
