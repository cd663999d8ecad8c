import fc from 'fast-check';
import { POST_STATES, type PostStanding, postStateOf } from './post-state.js';
import { PUBLICATION_STATES, type PublicationState } from './publication-state.js';

const of = (...states: PublicationState[]) => states.map((state) => ({ state, reason: null }));

const publications = fc.array(
  fc.record({
    state: fc.constantFrom(...PUBLICATION_STATES),
    reason: fc.constantFrom(null, 'pause', 'reauthorize', 'late'),
  }),
  { maxLength: 6 },
);

describe('the state of a post, from its publications', () => {
  it.each<[PublicationState[], PostStanding['state'], PostStanding['attention']]>([
    [['scheduled', 'queued', 'waiting'], 'scheduled', []],
    [['scheduled', 'publishing'], 'publishing', []],
    [['published', 'processing'], 'publishing', []],
    [['failed', 'reconciling'], 'publishing', ['failed']],
    [['published', 'scheduled'], 'publishing', []],
    [['published', 'waiting', 'failed'], 'publishing', ['failed']],
    [['scheduled', 'held'], 'scheduled', ['held']],
    [['scheduled', 'failed'], 'scheduled', ['failed']],
    [['published', 'published'], 'published', []],
    [['published', 'cancelled'], 'published', []],
    [['published', 'held'], 'partially_published', ['held']],
    [['published', 'failed', 'unconfirmed'], 'partially_published', ['unconfirmed', 'failed']],
    [['published', 'missed'], 'partially_published', []],
    [['held', 'missed'], 'held', ['held']],
    [['held', 'failed'], 'held', ['failed', 'held']],
    [['failed', 'missed'], 'failed', ['failed']],
    [['unconfirmed'], 'failed', ['unconfirmed']],
    [['missed', 'missed', 'cancelled'], 'missed', []],
    [['cancelled', 'cancelled'], 'cancelled', []],
    [[], 'cancelled', []],
  ])('%j make it %s', (states, state, attention) => {
    expect(postStateOf(of(...states))).toMatchObject({ state, attention });
  });

  it('says why the first held one is held', () => {
    const held = [
      { state: 'published', reason: null },
      { state: 'held', reason: 'reauthorize' },
      { state: 'held', reason: 'pause' },
    ] as const;
    expect(postStateOf(held).heldReason).toBe('reauthorize');
  });

  it('is known whatever they are, and the same in any order', () => {
    fc.assert(
      fc.property(publications, (some) => {
        const standing = postStateOf(some);
        expect(POST_STATES).toContain(standing.state);
        const { state, attention } = postStateOf([...some].reverse());
        expect({ state, attention }).toEqual({ state: standing.state, attention: standing.attention });
      }),
    );
  });

  it('never says published while one is not, nor settled while one is on its way', () => {
    fc.assert(
      fc.property(publications, (some) => {
        const { state } = postStateOf(some);
        const live = some.filter((publication) => publication.state !== 'cancelled');
        const onTheWay = live.some(({ state: one }) =>
          ['scheduled', 'queued', 'waiting', 'publishing', 'processing', 'reconciling'].includes(one),
        );
        expect(onTheWay).toBe(state === 'publishing' || state === 'scheduled');
        if (state === 'published') expect(live.every((publication) => publication.state === 'published')).toBe(true);
      }),
    );
  });

  it('is not moved by a cancelled one beside others', () => {
    fc.assert(
      fc.property(publications, (some) => {
        fc.pre(some.length > 0);
        expect(postStateOf([...some, ...of('cancelled')])).toEqual(postStateOf(some));
      }),
    );
  });
});
