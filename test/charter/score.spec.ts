import type { Prediction } from '../../apps/charter/src/predict.js';
import { evaluateSet, readSet, renderScore } from './evaluate-set.js';
import { type LabelledPost, score } from './score.js';

const TEXT = 'Votre demande sera traitée. Merci !';

function post(id: string, labels: Partial<LabelledPost> = {}): LabelledPost {
  return {
    ...{ id, brand: 'b', lang: 'fr', tier: 'core', network: 'x', slot: 'info', why: null, text: TEXT, media: [] },
    ...{ sponsored: null, expect: [], tolerate: [], spans: [] },
    ...labels,
  };
}

function prediction(id: string, ...findings: Prediction['findings'][number][]): Prediction {
  return { id, findings };
}

const cold = (start?: number, end?: number): Prediction['findings'][number] => ({
  kind: 'tone.cold',
  severity: 'advise',
  ...(start === undefined ? {} : { start, end }),
});
const COLD = { expect: ['tone.cold'], spans: [{ kind: 'tone.cold', start: 0, end: 20 }] };

it('counts a kind once in a post, and a post without a prediction as missed', () => {
  const posts = [post('a', COLD), post('b', COLD), post('c')];
  const { micro } = score(posts, [prediction('a', cold(0, 20), cold(25, 30)), prediction('c', cold(0, 5))]);
  expect(micro).toMatchObject({ right: 1, wrong: 1, missed: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
});

it('takes a tolerated kind for neither right nor wrong', () => {
  const { micro, cleanFlagged } = score([post('a', { tolerate: ['tone.cold'] })], [prediction('a', cold(0, 20))]);
  expect(micro).toMatchObject({ right: 0, wrong: 0, missed: 0, f1: 0 });
  expect(cleanFlagged).toBe(0);
});

it.each<[string, Prediction['findings'], number]>([
  ['half of the union', [cold(0, 10)], 1],
  ['less than half', [cold(0, 9)], 0],
  ['far too much', [cold(0, 35)], 1],
  ['more than twice', [cold(0, 41)], 0],
  ['parts that only together are enough', [cold(0, 6), cold(6, 12)], 1],
  ['one of several', [cold(30, 35), cold(0, 19)], 1],
  ['no place', [cold()], 0],
])('judges a place by its overlap: %s', (_, findings, expected) => {
  expect(score([post('a', COLD)], [prediction('a', ...findings)]).spans).toBe(expected);
});

it('asks for no place where the label has none', () => {
  expect(score([post('a', { expect: ['cta.missing'] })], [prediction('a')]).spans).toBeNull();
});

it('keeps the semantic kinds, the tiers and the clean posts apart', () => {
  const posts = [
    post('a', { ...COLD, tier: 'hard' }),
    post('b', { expect: ['cta.missing'] }),
    ...['c', 'd', 'e', 'f'].map((id) => post(id)),
  ];
  const result = score(posts, [
    prediction('b', { kind: 'cta.missing', severity: 'advise' }),
    prediction('c', cold(0, 3)),
    prediction('d', { kind: 'topic.forbidden', severity: 'block', start: 0, end: 4 }),
  ]);
  expect(result.semantic).toMatchObject({ right: 0, wrong: 2, missed: 1 });
  expect(result.mechanical).toMatchObject({ right: 1, wrong: 0, missed: 0, f1: 1 });
  expect(result.tiers.get('hard')).toMatchObject({ missed: 1, wrong: 0 });
  expect(result).toMatchObject({ cleanFlagged: 0.5, cleanBlocked: 0.25, macroF1: 0.5 });
  expect(result.errors.get('tone.cold')).toEqual({ wrong: ['c'], missed: ['a'] });
  expect(renderScore(result)).toContain('wrong: c missed: a');
});

it('knows no share of clean posts in a set without any', () => {
  expect(score([post('a', COLD)], [])).toMatchObject({ cleanFlagged: null, cleanBlocked: null });
});

describe('the sports club’s set', () => {
  const { posts, charters } = readSet('sports-club');

  it('has its places inside its texts, for kinds that it expects', () => {
    expect(posts).toHaveLength(150);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(150);
    for (const { id, text, expect: kinds, spans } of posts)
      for (const { kind, start, end } of spans) {
        expect({ id, kind, known: kinds.includes(kind) }).toEqual({ id, kind, known: true });
        expect({ id, inside: 0 <= start && start < end && end <= text.length }).toEqual({ id, inside: true });
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
      }
  });

  it('goes through the engine, post by post', () => {
    const { micro, kinds } = evaluateSet(posts, charters);
    expect(micro.right + micro.missed).toBe(posts.reduce((sum, { expect: wanted }) => sum + wanted.length, 0));
    expect(kinds.get('purpose.missing')).toMatchObject({ right: 3, wrong: 0, missed: 0 });
  });
});
