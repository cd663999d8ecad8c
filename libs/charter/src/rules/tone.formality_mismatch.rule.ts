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
            marks: 'Viens goûter, votre',
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
  const familiar = united([...outside(context, 'fr', FORMALITY.fr.familiar), ...imperatives(context, isFamiliar)]);
  if (address.fr === 'vous') return toReports('familiar', familiar, context);
  const polite = isToSeveral(context)
    ? []
    : united([...outside(context, 'fr', FORMALITY.fr.polite), ...imperatives(context, isPolite)]);
  if (address.fr === 'tu') return toReports('polite', polite, context);
  const both = familiar.length > 0 && polite.length > 0 ? united([...familiar, ...polite]) : [];
  return both.length === 0 ? [] : mixed(both, context);
}

function mixed(evidence: readonly Span[], { analysis }: RuleContext<object>): Report[] {
  const words = evidence.map(({ start, end }) => analysis.text.slice(start, end)).join(', ');
  const span = { start: evidence[0]!.start, end: evidence.at(-1)!.end };
  return [{ messageId: 'mixed', data: { words }, span, evidence, confidence: 'likely' }];
}

/** Whether the text says that `vous` speaks to more than one. */
function isToSeveral({ analysis }: RuleContext<object>): boolean {
  return hitsOf(PLURAL_ADDRESS, 'fr', analysis).length > 0;
}

/** Pronouns that follow an imperative (Grevisse, § 683), hyphen included. */
const CLITICS = new Set(['-nous', '-moi', '-le', '-la', '-les', '-lui', '-leur', '-y', '-en']);

/** Imperatives told by a pronoun behind them, or by beginning a sentence with the ending of vous; with the pronoun. */
function imperatives({ analysis }: RuleContext<object>, isOne: (form: string, hasPronoun: boolean) => boolean): Span[] {
  const found: Span[] = [];
  for (const [index, { kind, form, quoted, opening, start, end }] of analysis.tokens.entries()) {
    if (kind !== 'word' || quoted) continue;
    const next = analysis.tokens[index + 1];
    const hasPronoun = next !== undefined && next.start === end && CLITICS.has(next.form);
    if ((!opening && !hasPronoun) || form.startsWith('-') || !isOne(form, hasPronoun)) continue;
    found.push({ start, end: hasPronoun ? next.end : end });
  }
  return found;
}

function isPolite(form: string): boolean {
  return /..ez$|^(?:dites|faites)$/.test(form) && !NO_IMPERATIVES.has(form);
}

function isFamiliar(form: string, hasPronoun: boolean): boolean {
  return hasPronoun && !/(?:ez|ons|mes|tes|t|d)$/.test(form);
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
