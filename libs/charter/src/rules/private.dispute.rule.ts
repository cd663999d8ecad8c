import type { Suggestion } from '../finding.js';
import { DISPUTE } from '../lexicons/by-language.js';
import { clauses, graded, hitsOf } from '../patterns/hits.js';
import type { Rule, RuleContext } from '../rule.js';
import type { Span } from '../text/quotations.js';

/** One person's complaint, refund or debt handled in public; a text that moves it to a private channel is right. */
export const privateDispute: Rule = {
  meta: {
    id: 'private.dispute',
    title: { en: 'A private matter in public', fr: 'Une affaire privée en public' },
    rationale: {
      en: 'An individual matter goes to the phone, the mail or a form; in public it grows.',
      fr: 'Une affaire individuelle se règle par téléphone, courrier ou formulaire ; en public, elle enfle.',
    },
    severity: 'review',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      dispute: {
        en: '“{words}” handles one person’s case in public. Invite them to a private channel{channel_en}.',
        fr: '« {words} » traite en public le cas d’une personne. Invitez-la à passer par un canal privé{channel_fr}.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Un souci avec une commande ? Écrivez-nous en message privé.' },
          { text: 'Bonjour, votre réclamation mérite mieux : écrivez-nous en message privé.' },
        ],
        invalid: [
          { text: 'Suite à votre réclamation, le remboursement est refusé.', marks: 'Suite à votre réclamation' },
        ],
      },
      en: {
        valid: [
          { text: 'Trouble with an order? Send us a message.' },
          { text: 'About your complaint: please message us, we will sort it out.' },
        ],
        invalid: [{ text: 'Regarding your refund request: it was denied.', marks: 'Regarding your refund request' }],
      },
    },
  },
  defaults: {},
  check(context) {
    const { analysis, language, brand } = context;
    if (hitsOf(DISPUTE[language].redirect, language, analysis).length > 0) return [];
    const found = graded(DISPUTE[language], language, analysis);
    const channels = brand.privateChannels;
    return clauses(found, analysis).map((span) => ({
      messageId: 'dispute',
      data: {
        words: analysis.text.slice(span.start, span.end),
        channel_en: channels ? ` (${channels.en})` : '',
        channel_fr: channels ? ` (${channels.fr})` : '',
      },
      span,
      confidence: found!.confidence,
      suggestions: suggestionsFor(span, context),
    }));
  },
};

/** The sentence gives way to an invitation, in the brand's address. */
function suggestionsFor(span: Span, { analysis, language, brand }: RuleContext<object>): Suggestion[] {
  const channel = brand.privateChannels?.[language];
  const sentence = analysis.sentences.find(({ start, end }) => start <= span.start && span.start < end);
  if (!channel || !sentence) return [];
  const write = brand.address.fr === 'tu' ? 'Écris-nous' : 'Écrivez-nous';
  const replacement =
    language === 'fr' ? `${write}, on s’en occupe : ${channel}.` : `Reach us and we will sort it out: ${channel}.`;
  return [
    {
      label: { en: 'Move it to a private channel', fr: 'Passer par un canal privé' },
      span: { start: sentence.start, end: sentence.end },
      replacement,
    },
  ];
}
