import type { LimitScope, ReconcileResult } from '../src/contract.js';

/** What the scripted network does with one call. */
export type Behaviour =
  /** Publishes and says so. */
  | { kind: 'accept' }
  /** Publishes, and its answer never arrives. */
  | { kind: 'accept_then_lose_answer' }
  /** Does not publish, and its answer never arrives. */
  | { kind: 'lose_answer' }
  /** Its answer never arrives, and it publishes only when `arrive()` lets the call through. */
  | { kind: 'arrive_late' }
  /** The connection cannot be made: nothing leaves. */
  | { kind: 'unreachable' }
  /** Refuses for good, or for want of valid credentials. */
  | { kind: 'refuse'; class?: 'permanent' | 'auth'; code?: string }
  /** `seconds` null: it names no time. */
  | { kind: 'rate_limit'; seconds: number | null; scope?: LimitScope }
  /** Takes the post and is still working on it: a poll step asks again no earlier than after `seconds`. */
  | { kind: 'process'; seconds: number; giveUpSeconds?: number }
  /** Keeps the caller waiting until `release()`, then loses the answer. `accepted`: published before it hung. */
  | { kind: 'hang'; accepted: boolean }
  /** The adapter itself breaks, as only a bug does. `accepted`: after the network published. */
  | { kind: 'throw'; accepted: boolean };

/** What a test makes the scripted network do, in order; an empty script accepts. */
export interface Script {
  next(...behaviours: Behaviour[]): void;
  /** What the following looks answer, in order; without it they answer the truth, where the network can be asked. */
  nextReconcile(...results: ReconcileResult[]): void;
  /** Lets the calls through that were to arrive late. */
  arrive(): void;
  /** Resolves once a call hangs; at once when one does already. */
  hanging(): Promise<void>;
  /** Lets every hanging call go on. */
  release(): void;
}

/** A script together with what the network itself reads from it. */
export interface ScriptReader extends Script {
  takeBehaviour(): Behaviour;
  takeReconcile(): ReconcileResult | undefined;
  hang(): Promise<void>;
  delay(call: () => void): void;
}

export function createScript(): ScriptReader {
  const behaviours: Behaviour[] = [];
  const looks: ReconcileResult[] = [];
  const gate = createGate();
  const late: (() => void)[] = [];
  return {
    next: (...added) => void behaviours.push(...added),
    nextReconcile: (...added) => void looks.push(...added),
    arrive: () => late.splice(0).forEach((call) => call()),
    delay: (call) => void late.push(call),
    hanging: () => gate.reached(),
    release: () => gate.release(),
    takeBehaviour: () => behaviours.shift() ?? { kind: 'accept' },
    takeReconcile: () => looks.shift(),
    hang: () => gate.wait(),
  };
}

interface Gate {
  wait(): Promise<void>;
  reached(): Promise<void>;
  release(): void;
}

function createGate(): Gate {
  let waiting: (() => void)[] = [];
  const watching: (() => void)[] = [];
  return {
    wait: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        watching.splice(0).forEach((seen) => seen());
      }),
    reached: () => (waiting.length > 0 ? Promise.resolve() : new Promise((resolve) => watching.push(resolve))),
    release: () => {
      const held = waiting;
      waiting = [];
      held.forEach((resolve) => resolve());
    },
  };
}
