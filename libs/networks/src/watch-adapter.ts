import type { Clock } from '#kernel';
import type { AdapterError, ErrorClass, NetworkAdapter } from './contract.js';

/** One call at a network that has ended. Its names are few and known beforehand: no id, address or text of anybody. */
export interface SeenCall {
  network: string;
  /** The step's id without the number that some carry, such as `upload` of `upload_2`; else the adapter's method, such as `check`. */
  step: string;
  /** `ok`: the network was asked and answered, whatever it answered; else the error's class, or `threw`. */
  outcome: 'ok' | 'threw' | ErrorClass;
  seconds: number;
}

export type CallObserver = (seen: SeenCall) => void;

type Answer = { kind: string; error?: AdapterError };

/** The same adapter, that tells `observe` of every call at its network once it has ended. */
export function watchAdapter(
  adapter: NetworkAdapter,
  observe: CallObserver,
  clock: Pick<Clock, 'monotonic'>,
): NetworkAdapter {
  const watched = async <A extends Answer>(step: string, call: () => Promise<A>): Promise<A> => {
    const begun = clock.monotonic();
    let outcome: SeenCall['outcome'] = 'threw';
    try {
      const answer = await call();
      outcome = answer.kind === 'failed' ? answer.error!.class : 'ok';
      return answer;
    } finally {
      observe({ network: adapter.manifest.id, step, outcome, seconds: (clock.monotonic() - begun) / 1000 });
    }
  };
  const { verify, remove, renew, accounts, register } = adapter;
  return {
    ...adapter,
    run: (step, state, io) => watched(nameOf(step.id), () => adapter.run(step, state, io)),
    reconcile: (state, io) => watched('reconcile', () => adapter.reconcile(state, io)),
    check: (io) => watched('check', () => adapter.check(io)),
    ...(verify && { verify: (remote, state, io) => watched('verify', () => verify(remote, state, io)) }),
    ...(remove && { remove: (remote, io, unit) => watched('remove', () => remove(remote, io, unit)) }),
    ...(renew && { renew: (io) => watched('renew', () => renew(io)) }),
    ...(accounts && { accounts: (io) => watched('accounts', () => accounts(io)) }),
    ...(register && { register: (io, url) => watched('register', () => register(io, url)) }),
  };
}

function nameOf(stepId: string): string {
  return stepId.replace(/[^a-z]*\d.*$/i, '');
}
