import type { AdapterIo, NetworkAdapter, PublishState, Step, StepResult } from '#networks';

/**
 * Runs one step within its deadline. An adapter that throws, or does not answer in time, has told nothing: on an
 * irreversible step that is an unknown outcome, on any other it is worth another try.
 */
export async function runStep(
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
