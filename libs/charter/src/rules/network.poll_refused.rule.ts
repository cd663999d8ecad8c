import { measure } from '#counting';
import type { Report } from '../finding.js';
import { factsOf, type NetworkFacts } from '../networks/network-facts.js';
import type { Rule } from '../rule.js';
import type { Subject } from '../subject.js';

/** A poll where a target network has none, or with more than it takes. */
export const networkPollRefused: Rule = {
  meta: {
    id: 'network.poll_refused',
    title: { en: 'A poll that a network refuses', fr: 'Sondage refusé par un réseau' },
    rationale: {
      en: 'Each network has its own polls, or none.',
      fr: 'Chaque réseau a ses sondages, ou n’en a pas.',
    },
    severity: 'block',
    phase: 'gate',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      none: {
        en: '{network} has no polls: ask in the text instead.',
        fr: '{network} n’a pas de sondages : posez la question dans le texte.',
      },
      options: {
        en: '{network} takes 2 to {max} answers; there are {used}.',
        fr: '{network} accepte de 2 à {max} réponses ; il y en a {used}.',
      },
      long: {
        en: '{network} takes answers of {max} characters; “{answer}” has {used}.',
        fr: '{network} accepte des réponses de {max} caractères ; « {answer} » en compte {used}.',
      },
      media: {
        en: '{network} takes a poll or media, not both.',
        fr: '{network} accepte un sondage ou des médias, pas les deux.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Soupe ou quiche ?', subject: { networks: ['x'], poll: { options: ['Soupe', 'Quiche'] } } }],
        invalid: [
          { text: 'Soupe ou quiche ?', subject: { networks: ['bluesky'], poll: { options: ['Soupe', 'Quiche'] } } },
        ],
      },
      en: {
        valid: [
          { text: 'Soup or quiche?', subject: { networks: ['mastodon'], poll: { options: ['Soup', 'Quiche'] } } },
        ],
        invalid: [
          {
            text: 'Which soup?',
            subject: { networks: ['x'], poll: { options: ['Leek', 'Pea', 'Onion', 'Carrot', 'Lentil'] } },
          },
          {
            text: 'Which soup?',
            subject: { networks: ['x'], poll: { options: ['Leek', 'The one that grandmother made on Sundays'] } },
          },
        ],
      },
    },
  },
  defaults: {},
  check({ subject }) {
    const { poll } = subject;
    return poll ? factsOf(subject.networks).flatMap((network) => refusedBy(network, poll, subject.media)) : [];
  },
};

function refusedBy(
  { name, poll: limits, certain }: NetworkFacts,
  poll: NonNullable<Subject['poll']>,
  media: Subject['media'],
): Report[] {
  const report = (messageId: string, data: Record<string, string | number> = {}, known = certain.poll): Report => ({
    messageId,
    data: { network: name, ...data },
    span: null,
    confidence: known ? 'certain' : 'hint',
  });
  if (!limits) return [report('none', {}, true)];
  const used = poll.options.length;
  const count = used < 2 || used > limits.maxOptions ? [report('options', { max: limits.maxOptions, used })] : [];
  const long = poll.options.flatMap((answer) => {
    const length = measure(answer, 'graphemes');
    return length > limits.optionMax ? [report('long', { max: limits.optionMax, used: length, answer })] : [];
  });
  const beside = media.length > 0 && !limits.withMedia ? [report('media', {}, true)] : [];
  return [...count, ...long, ...beside];
}
