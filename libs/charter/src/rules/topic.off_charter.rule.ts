import type { Rule } from '../rule.js';
import { findTopics, listsOfTopics } from '../topics/find-topics.js';
import { type TopicsOptions, topicsSchema } from '../topics/topic-option.js';

/** A subject outside the brand's field; slots and formats may be excepted. */
export const topicOffCharter: Rule<TopicsOptions> = {
  meta: {
    id: 'topic.off_charter',
    title: { en: 'Outside the field', fr: 'Hors du champ' },
    rationale: {
      en: 'People follow a page for its subject: a fashion shop does not talk recruitment there.',
      fr: 'On suit une page pour son sujet : une boutique de mode n’y parle pas de recrutement.',
    },
    severity: 'review',
    phase: 'sentence',
    options: { type: 'object', additionalProperties: false, properties: { topics: topicsSchema } },
    messages: {
      topic: {
        en: '“{words}” is about “{topic_en}”, outside this brand’s subjects. Publish it where people look for it.',
        fr: '« {words} » relève de « {topic_fr} », hors des sujets de la marque. Publiez-le là où on le cherche.',
      },
    },
    examples: {
      fr: {
        valid: [
          { text: 'Le stage de couture reprend samedi.', options: { topics: ['recruitment'] } },
          {
            text: 'Nous recrutons deux vendeuses.',
            subject: { format: 'team' },
            options: { topics: [{ id: 'recruitment', exceptIn: ['team'] }] },
          },
        ],
        invalid: [
          {
            text: 'Nous recrutons deux vendeuses.',
            options: { topics: ['recruitment'] },
            marks: 'Nous recrutons',
          },
          {
            text: 'Venez voir nos chatons !',
            options: { topics: [{ id: 'pets', fr: { strong: ['chaton@n'] } }] },
            marks: 'chatons',
          },
        ],
      },
      en: {
        valid: [{ text: 'A great job by our tailors.', options: { topics: ['recruitment'] } }],
        invalid: [
          { text: 'Good news: we are hiring!', options: { topics: ['recruitment'] }, marks: 'we are hiring' },
          {
            text: 'Come and see our kittens!',
            options: { topics: [{ id: 'pets', en: { strong: ['kitten@n'] } }] },
            marks: 'kittens',
          },
        ],
      },
    },
  },
  defaults: { topics: [] },
  lists: listsOfTopics,
  check: (context) => findTopics(context),
};
