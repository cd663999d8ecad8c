import { contractSuite } from '../../../testing/contract-suite.js';
import { storeFaults } from '../../../testing/faults.js';
import { createMemoryFeedStore } from '../../../testing/memory-feed-store.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { testIo } from '../../../testing/test-io.js';
import { feedAdapter } from './adapter.js';
import { readFeedWire } from './format.js';
import { manifest } from './manifest.js';

contractSuite('feed', () => {
  const feed = createMemoryFeedStore();
  const io = testIo({ feed });
  return {
    adapter: feedAdapter,
    io,
    count: () => feed.entries.length,
    offline: { faults: storeFaults(io), loseNextAnswer: () => feed.loseNextAnswer() },
    // What storeFaults puts into the message of its error.
    secrets: ['scripted-secret'],
    close: () => Promise.resolve(),
  };
});

const wireOf = (changes: Parameters<typeof samplePlan>[0]) =>
  readFeedWire(feedAdapter.render(samplePlan(changes), manifest.capabilities).units[0]?.wire ?? {});

describe('the title of a feed entry', () => {
  it.each([
    ['the option before the title', { options: { title: 'Chosen' }, title: 'Given' }, 'Chosen', true],
    ['the title', { title: 'Given' }, 'Given', true],
    ['the first sentence', { title: null, text: '\n  Fresh bread! Come early.' }, 'Fresh bread!', false],
    ['the question of a poll', { title: null, text: '', poll: poll('Butter or jam?') }, 'Butter or jam?', false],
    ['the alternative text', { title: null, text: '' }, 'Hands folding “butter” into dough', false],
    ['the link', { title: null, text: '', media: [], link: 'https://x.test/a' }, 'https://x.test/a', false],
    ['a word in French', { title: null, text: '', media: [], link: null, language: 'fr-FR' }, 'Sans titre', false],
    ['the text although its language tag is odd', { title: '  ', text: 'Bon', language: '!!' }, 'Bon', false],
  ])('is %s', (_name, changes, title, titled) => {
    expect(wireOf(changes)).toMatchObject({ title, titled });
  });

  it('is cut at a word within 80 graphemes', () => {
    const { title } = wireOf({ title: null, text: 'crème👩‍🍳brûlée '.repeat(30) });
    expect(title.endsWith('brûlée…')).toBe(true);
    expect([...new Intl.Segmenter().segment(title)].length).toBeLessThanOrEqual(80);
  });
});

describe('the feed adapter', () => {
  const feed = createMemoryFeedStore();
  const io = testIo({ feed });
  const [unit] = feedAdapter.render(samplePlan(), manifest.capabilities).units;

  it('dates the entry by its seed and says what differs when reading back', async () => {
    const state = feedAdapter.prepare(unit ?? { kind: 'post', wire: {} }, SAMPLE_SEED);
    const result = await feedAdapter.run({ id: 'append', kind: 'create', effect: 'guarded' }, state, io);
    expect(feed.entries[0]?.publishedAt.toISOString()).toBe(SAMPLE_SEED.createdAt);
    expect(feed.entries[0]?.content).toEqual(unit?.wire);
    const remote = result.kind === 'done' ? result.remote : { id: '', url: null };
    const elsewhere = { ...remote, url: 'https://other.example/' };
    expect(await feedAdapter.verify?.(elsewhere, state, io)).toEqual({ kind: 'degraded', differences: ['url'] });
    await feed.remove(io.account, SAMPLE_SEED.key, io.now);
    expect(await feedAdapter.verify?.(remote, state, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
  });

  it('refuses a state and a payload of a version it does not know', () => {
    expect(() => feedAdapter.nextStep({ v: 2 })).toThrow('unknown feed state version: 2');
    expect(() => readFeedWire({ version: 9 })).toThrow('unknown feed payload version: 9');
  });
});

function poll(question: string) {
  return { question, options: ['a', 'b'], duration: 'P1D' };
}
