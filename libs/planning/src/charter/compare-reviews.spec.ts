import type { ReviewFinding } from '#posts';
import { compareJudgements, type ImpactChange, type Judgement, UNJUDGED } from './compare-reviews.js';

const finding = (fields: Partial<ReviewFinding>): ReviewFinding => ({
  ...{ ruleId: 'tone.cold', kind: 'tone.cold', articleId: 'A1', severity: 'advise', confidence: 'likely' },
  ...{ span: null, evidence: [], message: { en: '', fr: '' }, quote: { en: '', fr: '' }, suggestions: [] },
  ...{ fingerprint: 'f1', waivable: false, waivedBy: null, field: '/content/text', channelIds: [] },
  ...fields,
});
const judged = (fields: Partial<Judgement>): Judgement => ({ ...UNJUDGED, ...fields });
const ONE = finding({});
const OTHER = finding({ fingerprint: 'f2' });

it.each<[string, Partial<Judgement>, Partial<Judgement>, ImpactChange]>([
  ['passes as before', {}, {}, 'same'],
  ['is refused now', {}, { verdict: 'block', passes: false }, 'newly_blocked'],
  ['wants an approver now', { verdict: 'warn' }, { verdict: 'review', passes: false }, 'newly_blocked'],
  ['wants one who has approved it', {}, { verdict: 'review' }, 'changed'],
  ['may go', { verdict: 'block', passes: false }, { verdict: 'warn' }, 'newly_free'],
  ['is refused as before', { verdict: 'block', passes: false }, { verdict: 'block', passes: false }, 'same'],
  [
    'is refused, not only held back',
    { verdict: 'review', passes: false },
    { verdict: 'block', passes: false },
    'changed',
  ],
  ['has something else found', { verdict: 'warn', findings: [ONE] }, { verdict: 'warn', findings: [OTHER] }, 'changed'],
  ['has the same found, in another order', { findings: [ONE, OTHER] }, { findings: [OTHER, ONE] }, 'same'],
  ['has it found more gravely', { findings: [ONE] }, { findings: [{ ...ONE, severity: 'review' }] }, 'changed'],
  ['has something found that is waived', {}, { findings: [finding({ waivedBy: 'w1' })] }, 'same'],
])('a post that %s', (_, before, after, change) => {
  expect(compareJudgements(judged(before), judged(after))).toBe(change);
});
