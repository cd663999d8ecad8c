import type {
  AdapterIo,
  NetworkAdapter,
  PublishState,
  Remote,
  RenderedUnit,
  Seed,
  StepResult,
} from '../src/contract.js';

/** What became of a unit: it is live, or it is left to a person. */
export type Settled = { kind: 'published'; remote: Remote; runs: number } | { kind: 'unconfirmed'; runs: number };

/** More steps than any one unit takes, for a loop that must end. */
const MOST_RUNS = 20;

/**
 * Publishes one unit as the ledger does, without its waits: steps in order, retryable ones again, an unknown outcome
 * only ever reconciled. Each state goes through JSON with its keys turned around, as a database column may do.
 */
export async function drive(adapter: NetworkAdapter, unit: RenderedUnit, seed: Seed, io: AdapterIo): Promise<Settled> {
  let state = stored(adapter.prepare(unit, seed));
  for (let runs = 1; runs <= MOST_RUNS; runs++) {
    const step = adapter.nextStep(state);
    if (!step) throw new Error('the adapter has no step left and never said done');
    const result = await adapter.run(step, state, io);
    if (result.kind === 'done') return { kind: 'published', remote: result.remote, runs };
    if (result.kind !== 'failed') state = stored(result.state);
    else if (result.error.class === 'unknown_outcome') return reconciled(adapter, state, io, runs);
    else mustBeRepeatable(result, step.effect);
  }
  throw new Error(`the adapter did not end within ${MOST_RUNS} steps`);
}

async function reconciled(adapter: NetworkAdapter, state: PublishState, io: AdapterIo, runs: number): Promise<Settled> {
  const answer = await adapter.reconcile(state, io);
  return answer.kind === 'found' ? { kind: 'published', remote: answer.remote, runs } : { kind: 'unconfirmed', runs };
}

function mustBeRepeatable(result: Extract<StepResult, { kind: 'failed' }>, effect: string): void {
  const { class: kind, phase, code } = result.error;
  if (kind !== 'retryable') throw new Error(`${code} is ${kind}: there is nothing to repeat`);
  if (effect === 'irreversible' && phase !== 'before_send')
    throw new Error(`${code} would repeat an irreversible step after bytes had left`);
}

/** `value` as it comes back from storage: same content, other objects, another order of keys. */
export function stored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, turned)) as Value;
}

function turned(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}
