import type { Rule } from '../rule.js';
import { findCompetitors } from '../topics/find-competitors.js';
import { toEndOfClause } from '../text/to-end-of-clause.js';
import { findTopics, listsOfTopics } from '../topics/find-topics.js';
import { type TopicsOptions, topicsSchema } from '../topics/topic-option.js';

export interface ForbiddenOptions extends TopicsOptions {
  /** Whether the competitors that the brand's voice names may not be named. */
  competitors: boolean;
}

/** Politics, religion as debate, named competitors, promises on health or law, and the brand's own list. */
export const topicForbidden: Rule<ForbiddenOptions> = {
  meta: {
    id: 'topic.forbidden',
    title: { en: 'Forbidden subject', fr: 'Sujet interdit' },
    rationale: {
      en: 'Some subjects divide the public, break a law or advertise somebody else.',
      fr: 'Certains sujets divisent le public, enfreignent une loi ou font la publicité d’un autre.',
    },
    severity: 'block',
    phase: 'sentence',
    options: {
      type: 'object',
      additionalProperties: false,
      properties: { topics: topicsSchema, competitors: { type: 'boolean' } },
    },
    messages: {
      topic: {
        en: '“{words}” touches “{topic_en}”, which this charter forbids. Take it out.',
        fr: '« {words} » touche à « {topic_fr} », que cette charte interdit. Retirez-le.',
      },
      competitor: {
        en: '“{words}” names a competitor. Say what is good here, without comparing.',
        fr: '« {words} » nomme un concurrent. Dites ce qui est bien ici, sans comparer.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Joyeux Noël, et à lundi place de l’Église !' },
          {
            text: 'Les obligations changent : le décret est paru.',
            options: { topics: [{ id: 'politics', except: ['regulatory-watch'] }] },
          },
        ],
        invalid: [
          { text: 'Dimanche, votez contre le maire sortant.', marks: 'votez contre le maire sortant' },
          { text: 'Cette tisane guérit le diabète.', marks: 'guérit le diabète' },
        ],
      },
      en: {
        valid: [{ text: 'Merry Christmas from all of us.' }, { text: 'The office party is on Friday.' }],
        invalid: [
          { text: 'The prime minister must resign.', marks: 'prime minister must resign' },
          { text: 'This tea cures cancer.', marks: 'cures cancer' },
        ],
      },
    },
  },
  defaults: {
    topics: ['politics', { id: 'religion', except: ['seasonal-greetings'] }, 'health-promises'],
    competitors: true,
  },
  lists: listsOfTopics,
  check(context) {
    const { analysis, language, brand, options } = context;
    const named = options.competitors ? findCompetitors(analysis, language, brand) : [];
    const competitors = named.map((span) => ({
      messageId: 'competitor',
      data: { words: analysis.text.slice(span.start, span.end) },
      span,
      confidence: 'likely' as const,
    }));
    return [...findTopics(context, (span) => toEndOfClause(span, analysis)), ...competitors];
  },
};
