import type {
  AdapterIo,
  NetworkAdapter,
  PublishState,
  Remote,
  RenderedUnit,
  Seed,
  Session,
  Step,
  StepResult,
} from '../src/contract.js';

/** What became of a unit: it is live, or it is left to a person. */
export type Settled =
  { kind: 'published'; remote: Remote; state: PublishState; runs: number } | { kind: 'unconfirmed'; runs: number };

/** More steps than any one unit takes, for a loop that must end. */
const MOST_RUNS = 40;
/** Longer than any call may take and any doubt lasts. */
const LATER = 10 * 60_000;

/** One step as the ledger is about to take it. */
export interface Turn {
  step: Step;
  state: PublishState;
  io: AdapterIo;
}

export interface DriveOptions {
  /** Called before each step; what it returns is used in its place, as the io of that step. */
  before?(turn: Turn, index: number): AdapterIo;
}

/**
 * Publishes one unit as the ledger does, its waits on a clock of its own: steps in order, retryable ones again, a
 * session renewed once, an unknown outcome only ever reconciled and sent again when it is certainly absent. Each state
 * goes through JSON with its keys turned around, as a database column may do.
 */
export async function drive(
  adapter: NetworkAdapter,
  unit: RenderedUnit,
  seed: Seed,
  given: AdapterIo,
  options: DriveOptions = {},
): Promise<Settled> {
  let io = await withSession(adapter, given);
  let state = stored(adapter.prepare(stored(unit), seed));
  let renewed = false;
  for (let runs = 1; runs <= MOST_RUNS; runs++) {
    const step = adapter.nextStep(state);
    if (!step) throw new Error('the adapter has no step left and never said done');
    const result = await adapter.run(step, state, options.before?.({ step, state, io }, runs - 1) ?? io);
    if (result.kind === 'done') return { kind: 'published', remote: result.remote, state: stored(result.state), runs };
    if (result.kind !== 'failed') {
      state = stored(result.state);
      if (result.kind === 'wait') io = later(io, result.notBefore);
      continue;
    }
    if (result.state) state = stored(result.state);
    switch (result.error.class) {
      case 'unknown_outcome': {
        if (step.effect !== 'irreversible') break;
        const found = await reconciled(adapter, state, io);
        if (found === 'unconfirmed') return { kind: 'unconfirmed', runs };
        if (found !== 'absent')
          return { kind: 'published', remote: found.remote, state: stored(found.state ?? state), runs };
        io = later(io);
        break;
      }
      case 'auth':
        if (renewed || !adapter.renew) throw new Error(`${result.error.code}: nothing to renew`);
        renewed = true;
        io = await withSession(adapter, io, true);
        break;
      default:
        mustBeRepeatable(result, step.effect);
        io = later(io, result.error.retryAfter);
    }
  }
  throw new Error(`the adapter did not end within ${MOST_RUNS} steps`);
}

/** The io with a session, where the network has them; `anew`: in place of the one there is. */
export async function withSession(adapter: NetworkAdapter, io: AdapterIo, anew = false): Promise<AdapterIo> {
  if (!adapter.renew || (io.account.session && !anew)) return io;
  const result = await adapter.renew(io);
  if (result.kind === 'failed') throw new Error(`${result.error.code}: ${result.error.detail}`);
  return withStored(io, result.session);
}

function withStored(io: AdapterIo, session: Session): AdapterIo {
  return { ...io, account: { ...io.account, session: stored(session) } };
}

function later(io: AdapterIo, instant?: Date): AdapterIo {
  const now = new Date(Math.max(io.now.getTime() + 1, instant?.getTime() ?? io.now.getTime() + LATER));
  return { ...io, now, attempt: io.attempt + 1 };
}

async function reconciled(
  adapter: NetworkAdapter,
  state: PublishState,
  io: AdapterIo,
): Promise<{ remote: Remote; state?: PublishState } | 'absent' | 'unconfirmed'> {
  const answer = await adapter.reconcile(state, io);
  if (answer.kind === 'found') return answer;
  if (answer.kind === 'absent' && answer.certainty === 'certain') return 'absent';
  // A network whose absence is only likely is looked at again, and then left to a person.
  const again = answer.kind === 'absent' ? await adapter.reconcile(state, later(io)) : answer;
  if (again.kind === 'found') return again;
  return again.kind === 'absent' && again.certainty === 'certain' ? 'absent' : 'unconfirmed';
}

function mustBeRepeatable(result: Extract<StepResult, { kind: 'failed' }>, effect: string): void {
  const { class: kind, phase, code } = result.error;
  if (kind !== 'retryable' && kind !== 'rate_limited')
    throw new Error(`${code} is ${kind}: there is nothing to repeat`);
  if (effect === 'irreversible' && kind === 'retryable' && phase !== 'before_send')
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
