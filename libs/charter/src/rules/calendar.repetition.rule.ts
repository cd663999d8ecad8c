import { DAY, type RecentPost } from '../facts.js';
import type { Rule } from '../rule.js';
import { analyse } from '../text/analyse.js';
import { type Shingles, shinglesOf, similarity } from '../text/similarity.js';
import { atNoon, EXAMPLE_AT, recent } from './calendar-examples.js';

export interface RepetitionOptions {
  /** From 0 (nothing in common) to 1 (the same words in the same order). */
  threshold: number;
  withinDays: number;
}

/** A text too similar to one that the brand published or planned shortly before. */
export const calendarRepetition: Rule<RepetitionOptions> = {
  meta: {
    id: 'calendar.repetition',
    title: { en: 'Said before', fr: 'Déjà dit' },
    rationale: {
      en: 'Readers who see the same words again scroll on, and networks show them less.',
      fr: 'Qui relit les mêmes mots passe son chemin, et les réseaux les montrent moins.',
    },
    severity: 'advise',
    phase: 'gate',
    needs: ['calendar'],
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        threshold: { type: 'number', minimum: 0.1, maximum: 1 },
        withinDays: { type: 'integer', minimum: 1, maximum: 730 },
      },
    },
    messages: {
      similar: {
        en: '{percent} % like what was planned {days} days before (“{start}”). Find another angle.',
        fr: 'Semblable à {percent} % à ce qui était prévu {days} jours plus tôt (« {start} »). Trouvez un autre angle.',
      },
    },
    examples: {
      fr: {
        valid: [
          {
            text: 'Cette semaine, on répare les fermetures éclair à l’atelier.',
            facts: { calendar: { at: EXAMPLE_AT, recent: [recent('Nos robes en lin arrivent samedi.', atNoon(7))] } },
          },
        ],
        invalid: [
          {
            text: 'Nos robes en lin arrivent samedi à la boutique !',
            facts: {
              calendar: {
                at: EXAMPLE_AT,
                recent: [recent('Nos robes en lin arrivent samedi à la boutique.', atNoon(7))],
              },
            },
            marks: 'Nos robes en lin arrivent samedi à la boutique !',
          },
        ],
      },
      en: {
        valid: [
          {
            text: 'This week we mend zips in the workshop.',
            facts: {
              calendar: { at: EXAMPLE_AT, recent: [recent('Our linen dresses arrive on Saturday.', atNoon(7))] },
            },
          },
        ],
        invalid: [
          {
            text: 'Our linen dresses arrive in the shop on Saturday!',
            facts: {
              calendar: {
                at: EXAMPLE_AT,
                recent: [recent('Our linen dresses arrive in the shop on Saturday.', atNoon(7))],
              },
            },
            marks: 'Our linen dresses arrive in the shop on Saturday!',
          },
        ],
      },
    },
  },
  defaults: { threshold: 0.7, withinDays: 60 },
  check({ facts: { calendar }, analysis, options }) {
    if (!calendar) return [];
    const own = shinglesOf(analysis);
    const alike = calendar.recent
      .filter(({ at }) => calendar.at - at <= options.withinDays * DAY)
      .map((post) => ({ post, share: similarity(own, shinglesOfPost(post)) }))
      .sort((a, b) => b.share - a.share)[0];
    if (!alike || alike.share < options.threshold) return [];
    const data = {
      percent: Math.round(alike.share * 100),
      days: Math.max(0, Math.round((calendar.at - alike.post.at) / DAY)),
      start: startOf(alike.post.text),
    };
    const span = { start: 0, end: analysis.text.length };
    return [{ messageId: 'similar', data, span, confidence: 'likely' }];
  },
};

function startOf(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length > 8 ? `${words.slice(0, 8).join(' ')}…` : words.join(' ');
}

/** A brand's posts share what came before them: each is taken apart once, as long as somebody holds it. */
const KNOWN = new WeakMap<RecentPost, Shingles>();

function shinglesOfPost(post: RecentPost): Shingles {
  const shingles = KNOWN.get(post) ?? shinglesOf(analyse(post.text));
  KNOWN.set(post, shingles);
  return shingles;
}
