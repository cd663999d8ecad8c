import { FakeClock } from '#kernel';
import type { AdapterIo, NetworkAdapter, PublishState, Step, StepResult } from '#networks';
import { runStep, type SeenStep } from './run-step.js';

const STATE: PublishState = { v: 1 };
const IO = { deadline: 1 } as AdapterIo;
const step = (id: string, effect: Step['effect'] = 'harmless'): Step => ({ id, kind: 'upload', effect });

async function see(run: NetworkAdapter['run'], taken: Step): Promise<[StepResult, SeenStep[]]> {
  const clock = new FakeClock('2026-11-24T08:00:00Z');
  const seen: SeenStep[] = [];
  const adapter = { manifest: { id: 'scripted' }, run } as unknown as NetworkAdapter;
  const result = await runStep(adapter, taken, STATE, IO, { clock, observe: (one) => seen.push(one) });
  return [result, seen];
}

describe('a step that is watched', () => {
  it('is told by network, name and class, without the number that its name carries', async () => {
    const [, seen] = await see(() => Promise.resolve({ kind: 'advanced', state: STATE }), step('upload_12'));
    expect(seen).toEqual([{ network: 'scripted', step: 'upload', outcome: 'ok', seconds: 0 }]);
    const error = { class: 'rate_limited', code: 'scripted.rate_limited', phase: 'answered', detail: '' } as const;
    const [, refused] = await see(() => Promise.resolve({ kind: 'failed', error }), step('upload_video'));
    expect(refused).toMatchObject([{ step: 'upload_video', outcome: 'rate_limited' }]);
  });

  it('is told as unknown when it is irreversible and the adapter breaks or never answers', async () => {
    const broken = (): Promise<StepResult> => Promise.reject(new Error('secret'));
    const [result, seen] = await see(broken, step('create', 'irreversible'));
    expect(result).toMatchObject({ error: { code: 'adapter.threw', detail: 'Error' } });
    expect(seen).toMatchObject([{ outcome: 'unknown_outcome' }]);
    const [late] = await see(() => new Promise(() => undefined), step('create'));
    expect(late).toMatchObject({ error: { class: 'retryable', code: 'adapter.no_answer' } });
  });
});
