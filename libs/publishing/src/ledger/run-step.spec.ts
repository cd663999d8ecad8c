import type { AdapterIo, HttpOutcome, HttpRequest, NetworkAdapter, PublishState, Step, StepResult } from '#networks';
import { runStep } from './run-step.js';

const STATE: PublishState = { v: 1 };
const DONE: StepResult = { kind: 'done', remote: { id: '1', url: null }, state: STATE };
const REQUEST = { method: 'POST', url: 'https://network.example/', deadline: 1, userSuppliedHost: false } as const;
const step = (effect: Step['effect']): Step => ({ id: 'create', kind: 'create', effect });

/** What is sent, and an adapter's run in front of it. */
function take(
  run: (io: AdapterIo) => Promise<StepResult>,
  taken: Step,
): { sent: HttpRequest[]; end: Promise<StepResult> } {
  const sent: HttpRequest[] = [];
  const send = (request: HttpRequest): Promise<HttpOutcome> => {
    sent.push(request);
    return Promise.resolve({ kind: 'failed', bytesSent: true, code: 'timeout' });
  };
  const adapter = { run: (_step: Step, _state: PublishState, io: AdapterIo) => run(io) } as unknown as NetworkAdapter;
  return { sent, end: runStep(adapter, taken, STATE, { deadline: 1, http: { send } } as unknown as AdapterIo) };
}

const never = new Promise<never>(() => undefined);

it.each([
  ['irreversible', 'unknown_outcome'],
  ['guarded', 'retryable'],
  ['harmless', 'retryable'],
] as const)('takes a step that is %s, was sent and breaks or never answers for %s', async (effect, kind) => {
  const error = { class: kind, phase: 'sent' };
  const broken = take((io) => io.http.send(REQUEST).then(() => Promise.reject(new Error('secret'))), step(effect));
  expect(await broken.end).toMatchObject({ error: { ...error, code: 'adapter.threw', detail: 'Error' } });
  const silent = take((io) => io.http.send(REQUEST).then(() => never), step(effect));
  expect(await silent.end).toMatchObject({ error: { ...error, code: 'adapter.no_answer' } });
});

it('sends nothing any more for a step whose end was told', async () => {
  let prepare = (): void => undefined;
  const prepared = new Promise<void>((resolve) => (prepare = resolve));
  let outcome: HttpOutcome | undefined;
  const { sent, end } = take(async (io) => {
    await prepared;
    outcome = await io.http.send(REQUEST);
    return DONE;
  }, step('irreversible'));
  // Nothing had left: there is nothing to ask about.
  expect(await end).toMatchObject({ error: { class: 'retryable', phase: 'before_send', code: 'adapter.no_answer' } });
  prepare();
  await new Promise(setImmediate);
  expect(outcome).toMatchObject({ kind: 'failed', bytesSent: false });
  expect(sent).toEqual([]);
});
