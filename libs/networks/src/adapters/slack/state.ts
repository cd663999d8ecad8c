import type { PublishState, RenderedUnit, Seed } from '../../contract.js';
import type { SlackWire } from './format.js';
import { timestampOf } from './messages.js';

export type SlackState = {
  v: 1;
  key: string;
  createdAt: string;
  wire: SlackWire;
  reply: boolean;
  /** The post that a reply stands under. */
  threadTs: string | null;
  /** Files handed over, in the order of the media. */
  files: string[];
  /** Uploads were lost once and made again. */
  restarted: boolean;
  /** When an answer was lost. RFC 3339 */
  doubtedAt: string | null;
  /** When Slack took on to share the files. RFC 3339 */
  sharedAt: string | null;
  ts: string | null;
  remote: { id: string; url: string | null } | null;
};

/** Milliseconds that Slack may take to share files, before it is doubted that it will. */
export const SHARED_WITHIN = 600_000;

export function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  return {
    v: 1,
    key: seed.key,
    createdAt: seed.createdAt,
    wire: unit.wire as SlackWire,
    reply: unit.kind !== 'post',
    // “Never use a reply’s ts value; use its parent instead.”
    threadTs: seed.root && timestampOf(seed.root),
    files: [],
    restarted: false,
    doubtedAt: null,
    sharedAt: null,
    ts: null,
    remote: null,
  } satisfies SlackState;
}

export function readState(state: PublishState): SlackState {
  if (state.v !== 1) throw new Error(`unknown slack state version: ${state.v}`);
  return state as SlackState;
}
