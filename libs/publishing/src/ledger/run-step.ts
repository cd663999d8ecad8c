import type { Clock } from '#kernel';
import type { AdapterIo, ErrorClass, NetworkAdapter, PublishState, Step, StepResult } from '#networks';

/** One step that was run. Its names are few and known beforehand: no id, address or text of anybody. */
export interface SeenStep {
  network: string;
  /** The step's id without the number that some carry, such as `upload` of `upload_2`. */
  step: string;
  /** `ok`: it went on, waits for the network, or is done; else the error's class. */
  outcome: 'ok' | ErrorClass;
  seconds: number;
}

/** Where steps are watched from, for figures. */
export interface StepWatch {
  clock: Pick<Clock, 'monotonic'>;
  observe?: ((seen: SeenStep) => void) | undefined;
}

/**
 * Runs one step within its deadline. An adapter that throws, or does not answer in time, has told nothing: on an
 * irreversible step that is an unknown outcome, on any other it is worth another try.
 */
export async function runStep(
  adapter: NetworkAdapter,
  step: Step,
  state: PublishState,
  io: AdapterIo,
  { clock, observe }: StepWatch,
): Promise<StepResult> {
  const begun = clock.monotonic();
  const result = await withinDeadline(adapter, step, state, io);
  const seconds = (clock.monotonic() - begun) / 1000;
  const outcome = result.kind === 'failed' ? result.error.class : 'ok';
  observe?.({ network: adapter.manifest.id, step: step.id.replace(/[^a-z]*\d.*$/i, ''), outcome, seconds });
  return result;
}

async function withinDeadline(
  adapter: NetworkAdapter,
  step: Step,
  state: PublishState,
  io: AdapterIo,
): Promise<StepResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<StepResult>((resolve) => {
    // The adapter's own calls end at the deadline; this catches one that does not.
    timer = setTimeout(
      () => resolve(silence(step, 'adapter.no_answer', 'No answer within the deadline')),
      io.deadline * 1.25,
    );
  });
  try {
    return await Promise.race([adapter.run(step, state, io), late]);
  } catch (error) {
    return silence(step, 'adapter.threw', error instanceof Error ? error.name : 'unknown');
  } finally {
    clearTimeout(timer);
  }
}

function silence(step: Step, code: string, detail: string): StepResult {
  const unknown = step.effect === 'irreversible';
  return { kind: 'failed', error: { class: unknown ? 'unknown_outcome' : 'retryable', code, phase: 'sent', detail } };
}
