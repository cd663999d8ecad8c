import { nameOf, storable } from '#kernel';
import type { AdapterIo, NetworkAdapter, PublishState, Step, StepResult } from '#networks';
import { openDoor, type StepDoor } from './step-door.js';

/**
 * Runs one step within its deadline. An adapter that throws, or does not answer in time, has told nothing: on an
 * irreversible step that is an unknown outcome once something has left, else it is worth another try. Nothing of a step
 * leaves after its end: what an adapter prepared for too long is not sent behind the ledger's back.
 */
export async function runStep(
  adapter: NetworkAdapter,
  step: Step,
  state: PublishState,
  io: AdapterIo,
): Promise<StepResult> {
  const door = openDoor(io);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<StepResult>((resolve) => {
    // The adapter's own calls end at the deadline; this catches one that does not.
    timer = setTimeout(() => {
      door.close();
      resolve(silence(step, door, 'adapter.no_answer', 'No answer within the deadline'));
    }, io.deadline * 1.25);
  });
  try {
    // What networks say is stored, whatever it is.
    return storable(await Promise.race([adapter.run(step, state, door.io), late]));
  } catch (error) {
    return silence(step, door, 'adapter.threw', nameOf(error));
  } finally {
    clearTimeout(timer);
    door.close();
  }
}

function silence(step: Step, door: StepDoor, code: string, detail: string): StepResult {
  const phase = door.used() ? 'sent' : 'before_send';
  const unknown = step.effect === 'irreversible' && door.used();
  return { kind: 'failed', error: { class: unknown ? 'unknown_outcome' : 'retryable', code, phase, detail } };
}
