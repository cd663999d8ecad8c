import { allowedFrom, DomainError, isLegal, type StateTable } from '#kernel';
import { POST_STATES, type PostState } from './post-state.js';

/** The outcomes of publications: nobody's verb. */
export const LEDGER = 'ledger';

const PLANNABLE = ['draft', 'changes_requested', 'approved', 'scheduled', 'held', 'missed', 'failed'] as const;
const WITHDRAWABLE = ['scheduled', 'held', 'missed', 'failed'] as const;
const UNPUBLISHED = ['draft', 'in_review', 'changes_requested', 'approved', ...WITHDRAWABLE] as const;

/** Every move a post can make under approval mode `none`. Verbs are spelt as in the routes; edit is PATCH. */
export const postStates = {
  name: 'post',
  states: POST_STATES,
  final: ['published', 'cancelled'],
  transitions: [
    {
      from: ['draft', 'changes_requested'],
      by: 'submit',
      guard: 'the charter does not refuse it',
      to: 'in_review',
      event: 'post.submitted',
    },
    {
      from: ['in_review'],
      by: 'approve',
      guard: 'the charter does not refuse it',
      to: 'approved',
      event: 'post.approved',
    },
    {
      from: ['in_review', 'approved'],
      by: 'request-changes',
      to: 'changes_requested',
      event: 'post.changes_requested',
    },
    {
      from: PLANNABLE,
      by: 'schedule',
      guard:
        'channels, a time not past its late window, content that every network takes and the charter lets pass; nothing in flight',
      to: 'scheduled',
      event: 'post.scheduled',
    },
    {
      from: PLANNABLE,
      by: 'publish-now',
      guard: 'as schedule, but for the time',
      to: 'scheduled',
      event: 'post.scheduled',
    },
    { from: WITHDRAWABLE, by: 'unschedule', guard: 'nothing in flight', to: 'draft', event: 'post.unscheduled' },
    { from: UNPUBLISHED, by: 'cancel', guard: 'nothing in flight', to: 'cancelled', event: 'post.cancelled' },
    { from: ['draft', 'in_review', 'approved'], by: 'edit', guard: 'what a review judges', to: 'draft' },
    { from: ['in_review'], by: 'edit', guard: 'title, labels, time', to: 'in_review' },
    { from: ['approved'], by: 'edit', guard: 'title, labels, time', to: 'approved' },
    { from: ['changes_requested'], by: 'edit', to: 'changes_requested' },
    {
      from: ['scheduled', 'held'],
      by: 'edit',
      guard: 'as schedule; what the charter refuses is held',
      to: 'scheduled',
    },
    {
      from: UNPUBLISHED,
      by: 'delete',
      guard: 'nothing in flight; archived',
      to: 'cancelled',
      event: 'post.cancelled',
    },
    { from: ['cancelled'], by: 'delete', guard: 'archived', to: 'cancelled' },
    { from: POST_STATES, by: 'duplicate', guard: 'the copy', to: 'draft' },
    { from: POST_STATES, by: LEDGER, guard: 'a publication goes out', to: 'publishing' },
    { from: POST_STATES, by: LEDGER, guard: 'retried, released or waiting', to: 'scheduled' },
    { from: POST_STATES, by: LEDGER, guard: 'all are out', to: 'published', event: 'post.published' },
    {
      from: POST_STATES,
      by: LEDGER,
      guard: 'some are out, the rest is settled or held',
      to: 'partially_published',
      event: 'post.partially_published',
    },
    { from: POST_STATES, by: LEDGER, guard: 'none is out, some are held', to: 'held', event: 'post.held' },
    {
      from: POST_STATES,
      by: LEDGER,
      guard: 'none is out, some failed or are unconfirmed',
      to: 'failed',
      event: 'post.failed',
    },
    { from: POST_STATES, by: LEDGER, guard: 'all were missed', to: 'missed', event: 'post.missed' },
    { from: POST_STATES, by: LEDGER, guard: 'all were cancelled', to: 'cancelled', event: 'post.cancelled' },
  ],
} as const satisfies StateTable<PostState>;

export type PostVerb = Exclude<(typeof postStates.transitions)[number]['by'], typeof LEDGER>;

/** The verbs a caller may use on a post in `state`. */
export function allowedVerbs(state: PostState): string[] {
  return allowedFrom(postStates, state).filter((verb) => verb !== LEDGER);
}

/** @throws DomainError `post.illegal_transition`, with what is legal instead */
export function refuseUnlessLegal(from: PostState, verb: PostVerb, to: PostState): void {
  if (isLegal(postStates, from, verb, to)) return;
  throw new DomainError('post.illegal_transition', { state: from, verb, allowed: allowedVerbs(from) });
}
