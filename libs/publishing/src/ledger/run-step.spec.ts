import type { AdapterIo, NetworkAdapter, PublishState, Step, StepResult } from '#networks';
import { runStep } from './run-step.js';

const STATE: PublishState = { v: 1 };
const IO = { deadline: 1 } as AdapterIo;
const step = (effect: Step['effect']): Step => ({ id: 'create', kind: 'create', effect });

function take(run: NetworkAdapter['run'], taken: Step): Promise<StepResult> {
  return runStep({ manifest: { id: 'scripted' }, run } as unknown as NetworkAdapter, taken, STATE, IO);
}

const broken = (): Promise<StepResult> => Promise.reject(new Error('secret'));
const silent = (): Promise<StepResult> => new Promise(() => undefined);

it.each([
  ['irreversible', 'unknown_outcome'],
  ['harmless', 'retryable'],
] as const)('takes a step that is %s and breaks or never answers for %s', async (effect, kind) => {
  const error = { class: kind, phase: 'sent' };
  expect(await take(broken, step(effect))).toMatchObject({
    error: { ...error, code: 'adapter.threw', detail: 'Error' },
  });
  expect(await take(silent, step(effect))).toMatchObject({ error: { ...error, code: 'adapter.no_answer' } });
});
