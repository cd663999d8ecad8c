import { nameOf } from '#kernel';
import type {
  AdapterError,
  AdapterIo,
  Difference,
  FeedEntry,
  NetworkAdapter,
  PublishState,
  ReconcileResult,
  Remote,
  RemoveResult,
  RenderedUnit,
  Seed,
  Step,
  StepResult,
  VerifyResult,
} from '../../contract.js';
import { differing, verdict } from '../../differences.js';
import { validatePlan } from '../../validate-plan.js';
import { type FeedWire, readFeedWire, renderFeedPost } from './format.js';
import { manifest } from './manifest.js';

type FeedState = { v: 1; key: string; createdAt: string; wire: FeedWire; remote: { id: string; url: string } | null };

// The store keeps one entry per key, which is what makes repeating safe.
const APPEND: Step = { id: 'append', kind: 'create', effect: 'guarded' };

export const feedAdapter: NetworkAdapter = {
  manifest,
  validate: (plan, capabilities) => validatePlan(plan, capabilities, manifest.name),
  render: renderFeedPost,
  prepare,
  nextStep: (state) => (readState(state).remote ? null : APPEND),
  run,
  reconcile,
  verify,
  remove,
  check: (io) => Promise.resolve({ kind: 'ok', account: io.account.channelId, url: null }),
};

function prepare(unit: RenderedUnit, seed: Seed): PublishState {
  const wire = readFeedWire(unit.wire);
  return { v: 1, key: seed.key, createdAt: seed.createdAt, wire, remote: null } satisfies FeedState;
}

async function run(_step: Step, state: PublishState, io: AdapterIo): Promise<StepResult> {
  const { key, createdAt, wire } = readState(state);
  const entry = { key, title: wire.title, content: wire, publishedAt: new Date(createdAt) };
  return guarded(async () => {
    const remote = toRemote(await io.feed.put(io.account, entry));
    return { kind: 'done', state: { ...state, remote }, remote };
  });
}

function reconcile(state: PublishState, io: AdapterIo): Promise<ReconcileResult> {
  return guarded(async () => {
    const entry = await io.feed.find(io.account, readState(state).key);
    return entry ? { kind: 'found', remote: toRemote(entry) } : { kind: 'absent', certainty: 'certain' };
  });
}

async function verify(remote: Remote, state: PublishState, io: AdapterIo): Promise<VerifyResult> {
  const entry = await io.feed.find(io.account, remote.id);
  return verdict(entry ? differencesOf(entry, readState(state), remote) : ['missing']);
}

function differencesOf(entry: FeedEntry, state: FeedState, remote: Remote): Difference[] {
  return differing({
    title: entry.title === state.wire.title,
    published_at: entry.publishedAt.getTime() === new Date(state.createdAt).getTime(),
    url: entry.url === remote.url,
  });
}

function remove(remote: Remote, io: AdapterIo): Promise<RemoveResult> {
  return guarded(async () => {
    const removed = await io.feed.remove(io.account, remote.id, io.now);
    return { kind: removed ? 'removed' : 'already_gone' };
  });
}

/** Every call on the store may be repeated, so a store that fails is a network that is away. */
async function guarded<Result>(call: () => Promise<Result>): Promise<Result | { kind: 'failed'; error: AdapterError }> {
  try {
    return await call();
  } catch (error) {
    return { kind: 'failed', error: storeError(error) };
  }
}

function storeError(error: unknown): AdapterError {
  // The message of a database error may quote the row; its name does not.
  const detail = `The feed's store failed: ${nameOf(error)}.`;
  return { class: 'retryable', code: 'feed.store_unavailable', phase: 'sent', detail };
}

function toRemote(entry: FeedEntry): { id: string; url: string } {
  return { id: entry.key, url: entry.url };
}

function readState(state: PublishState): FeedState {
  if (state.v !== 1) throw new Error(`unknown feed state version: ${state.v}`);
  return state as FeedState;
}
