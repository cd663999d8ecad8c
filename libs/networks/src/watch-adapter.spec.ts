import { Registry } from 'prom-client';
import { FakeClock } from '#kernel';
import { testIo } from '../testing/test-io.js';
import { callMetrics } from './call-metrics.js';
import type { AdapterError, NetworkAdapter, Step } from './contract.js';
import { type SeenCall, watchAdapter } from './watch-adapter.js';

const STATE = { v: 1 };
const LIMITED: AdapterError = { class: 'rate_limited', code: 'scripted.limited', phase: 'answered', detail: '' };
const step = (id: string): Step => ({ id, kind: 'upload', effect: 'harmless' });

function watched(calls: Partial<NetworkAdapter>): { adapter: NetworkAdapter; seen: SeenCall[] } {
  const seen: SeenCall[] = [];
  const clock = new FakeClock('2026-11-24T08:00:00Z');
  const scripted = { manifest: { id: 'scripted' }, ...calls } as unknown as NetworkAdapter;
  return { adapter: watchAdapter(scripted, (one) => seen.push(one), clock), seen };
}

it('tells of a step by network, name and class, without the number that its name carries', async () => {
  const { adapter, seen } = watched({
    run: ({ id }) =>
      Promise.resolve(id === 'upload_12' ? { kind: 'advanced', state: STATE } : { kind: 'failed', error: LIMITED }),
  });
  await adapter.run(step('upload_12'), STATE, testIo());
  await adapter.run(step('upload_video'), STATE, testIo());
  expect(seen).toEqual([
    { network: 'scripted', step: 'upload', outcome: 'ok', seconds: 0 },
    { network: 'scripted', step: 'upload_video', outcome: 'rate_limited', seconds: 0 },
  ]);
});

it('tells of every other question by its name, and hands each answer on as it came', async () => {
  const absent = { kind: 'absent', certainty: 'certain' } as const;
  const refused = { kind: 'failed', error: { ...LIMITED, class: 'auth' } } as const;
  const { adapter, seen } = watched({
    reconcile: () => Promise.resolve(absent),
    check: () => Promise.resolve(refused),
    verify: () => Promise.resolve({ kind: 'faithful' }),
    remove: () => Promise.resolve({ kind: 'already_gone' }),
    renew: () => Promise.resolve(refused),
    accounts: () => Promise.resolve({ kind: 'ok', accounts: [] }),
    register: () => Promise.resolve(refused),
  });
  const io = testIo();
  const remote = { id: '1', url: null };
  expect(await adapter.reconcile(STATE, io)).toBe(absent);
  expect(await adapter.check(io)).toBe(refused);
  await adapter.verify!(remote, STATE, io);
  await adapter.remove!(remote, io);
  await adapter.renew!(io);
  await adapter.accounts!(io);
  await adapter.register!(io, 'https://calendar.example/callback');
  expect(seen.map((one) => `${one.step} ${one.outcome}`)).toEqual([
    ...['reconcile ok', 'check auth', 'verify ok', 'remove ok', 'renew auth', 'accounts ok', 'register auth'],
  ]);
});

it('tells of a call that throws, and lets it throw; what an adapter lacks it still lacks', async () => {
  const { adapter, seen } = watched({ check: () => Promise.reject(new Error('broken')) });
  await expect(adapter.check(testIo())).rejects.toThrow('broken');
  expect(seen).toMatchObject([{ step: 'check', outcome: 'threw' }]);
  expect(adapter).not.toHaveProperty('remove');
  expect(adapter).not.toHaveProperty('verify');
});

it('counts in one place when two ask for figures in one registry', async () => {
  const registry = new Registry();
  const call: SeenCall = { network: 'webhook', step: 'deliver', outcome: 'ok', seconds: 0.2 };
  callMetrics(registry)(call);
  callMetrics(registry)(call);
  expect(await registry.metrics()).toContain('_count{network="webhook",step="deliver",outcome="ok"} 2');
});
