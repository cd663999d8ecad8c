import type { RecentPost } from '../facts.js';
import type { Report } from '../finding.js';
import type { Rule } from '../rule.js';
import { atNoon, EXAMPLE_AT, recent } from './calendar-examples.js';

/** Shares from 0 to 1. */
interface Target {
  min?: number;
  max?: number;
}

export interface MixOptions {
  pillars: Readonly<Record<string, Target>>;
  objectives: Readonly<Record<string, Target>>;
  /** How many posts, this one included, shares are taken of. */
  posts: number;
}

/** Fewer posts have no mix to speak of. */
const FEWEST = 5;

const target = {
  type: 'object',
  additionalProperties: false,
  properties: { min: { type: 'number', minimum: 0, maximum: 1 }, max: { type: 'number', minimum: 0, maximum: 1 } },
};

const before = (pillar: string, length = 5) => ({
  calendar: {
    at: EXAMPLE_AT,
    recent: Array.from({ length }, (_, index) => recent('…', atNoon(index + 1), { pillar })),
  },
});

/** A pillar or an objective whose share among the last posts is outside its target, and which this post makes worse. */
export const calendarMix: Rule<MixOptions> = {
  meta: {
    id: 'calendar.mix',
    title: { en: 'Mix off target', fr: 'Équilibre hors cible' },
    rationale: {
      en: 'The charter says how much of each theme and objective readers should see.',
      fr: 'La charte dit quelle part de chaque thème et de chaque objectif les lecteurs doivent voir.',
    },
    severity: 'advise',
    phase: 'gate',
    needs: ['calendar'],
    options: {
      type: 'object',
      additionalProperties: false,
      properties: {
        pillars: { type: 'object', additionalProperties: target },
        objectives: { type: 'object', additionalProperties: target },
        posts: { type: 'integer', minimum: FEWEST, maximum: 50 },
      },
    },
    messages: {
      over: {
        en: '“{name}” makes {percent} % of the last {posts} posts; the target is {limit} % at most. Choose another theme.',
        fr: '« {name} » fait {percent} % des {posts} dernières publications ; la cible est de {limit} % au plus. Choisissez un autre thème.',
      },
      under: {
        en: '“{name}” makes {percent} % of the last {posts} posts; the target is {limit} % at least. Its turn has come.',
        fr: '« {name} » fait {percent} % des {posts} dernières publications ; la cible est de {limit} % au moins. C’est son tour.',
      },
    },
    examples: {
      fr: {
        valid: [
          {
            text: 'a',
            subject: { pillar: 'conseils' },
            options: { pillars: { offres: { max: 0.5 } } },
            facts: before('conseils'),
          },
        ],
        invalid: [
          {
            text: 'a',
            subject: { pillar: 'offres' },
            options: { pillars: { offres: { max: 0.5 } } },
            facts: before('offres'),
          },
        ],
      },
      en: {
        valid: [
          {
            text: 'a',
            subject: { pillar: 'tips' },
            options: { pillars: { tips: { min: 0.2 } } },
            facts: before('offers'),
          },
        ],
        invalid: [
          {
            text: 'a',
            subject: { pillar: 'offers' },
            options: { pillars: { tips: { min: 0.2 } } },
            facts: before('offers'),
          },
        ],
      },
    },
  },
  defaults: { pillars: {}, objectives: {}, posts: 20 },
  check({ subject, facts: { calendar }, options }) {
    if (!calendar) return [];
    const own = { pillar: subject.pillar, objective: subject.objective };
    const posts = [own, ...calendar.recent].slice(0, options.posts);
    if (posts.length < FEWEST) return [];
    return [
      ...outside(options.pillars, own.pillar, posts, 'pillar'),
      ...outside(options.objectives, own.objective, posts, 'objective'),
    ];
  },
};

type Purpose = Pick<RecentPost, 'pillar' | 'objective'>;

function outside(
  targets: Readonly<Record<string, Target>>,
  own: string | null,
  posts: readonly Purpose[],
  part: keyof Purpose,
): Report[] {
  return Object.entries(targets).flatMap(([name, { min = 0, max = 1 }]): Report[] => {
    const share = posts.filter((post) => post[part] === name).length / posts.length;
    const data = { name, percent: Math.round(share * 100), posts: posts.length };
    const report = { span: null, confidence: 'certain' as const };
    if (share > max && own === name)
      return [{ messageId: 'over', data: { ...data, limit: Math.round(max * 100) }, ...report }];
    if (share < min && own !== name)
      return [{ messageId: 'under', data: { ...data, limit: Math.round(min * 100) }, ...report }];
    return [];
  });
}
