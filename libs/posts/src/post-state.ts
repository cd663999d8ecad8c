import type { PublicationState, PublicationSummary } from './publication-state.js';

export const POST_STATES = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
  'publishing',
  'published',
  'partially_published',
  'failed',
  'held',
  'missed',
  'cancelled',
] as const;
export type PostState = (typeof POST_STATES)[number];

/** What somebody should look at, in the order in which it is told. */
export const ATTENTIONS = ['unconfirmed', 'failed', 'held'] as const;
export type Attention = (typeof ATTENTIONS)[number];

/** The states a post can have once it is scheduled. */
export type LedgerState = Exclude<PostState, 'draft' | 'in_review' | 'changes_requested' | 'approved'>;

export interface PostStanding {
  state: LedgerState;
  attention: Attention[];
  /** The first held publication's. */
  heldReason: string | null;
}

const IN_FLIGHT: readonly PublicationState[] = ['publishing', 'processing', 'reconciling'];
const PENDING: readonly PublicationState[] = ['scheduled', 'queued', 'waiting'];

/** Where a post stands, from its publications alone. Cancelled ones count only when there are no others. */
export function postStateOf(publications: readonly Pick<PublicationSummary, 'state' | 'reason'>[]): PostStanding {
  const states = publications.map(({ state }) => state).filter((state) => state !== 'cancelled');
  return {
    state: stateOf(states),
    attention: ATTENTIONS.filter((attention) => states.includes(attention)),
    heldReason: publications.find(({ state }) => state === 'held')?.reason ?? null,
  };
}

function stateOf(states: readonly PublicationState[]): LedgerState {
  const some = (...wanted: readonly PublicationState[]): boolean => states.some((state) => wanted.includes(state));
  if (states.length === 0) return 'cancelled';
  if (some(...IN_FLIGHT)) return 'publishing';
  if (some(...PENDING)) return some('published') ? 'publishing' : 'scheduled';
  if (states.every((state) => state === 'published')) return 'published';
  if (some('published')) return 'partially_published';
  if (some('held')) return 'held';
  return some('failed', 'unconfirmed') ? 'failed' : 'missed';
}
