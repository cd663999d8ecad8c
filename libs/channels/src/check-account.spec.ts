import { adapters, type AdapterIo, createRegistry, type ErrorClass } from '#networks';
import { checkAccount } from './check-account.js';

const adapter = createRegistry(adapters).get('webhook')!;

describe('checkAccount', () => {
  it.each<[ErrorClass, string]>([
    ['auth', 'reauthorize'],
    ['permanent', 'disabled'],
    ['retryable', 'degraded'],
    ['rate_limited', 'degraded'],
    ['unknown_outcome', 'degraded'],
  ])('reads an error of class %s as %s', async (errorClass, health) => {
    const error = { class: errorClass, code: 'webhook.some', phase: 'answered', detail: '' } as const;
    const failing = { ...adapter, check: () => Promise.resolve({ kind: 'failed', error } as const) };
    expect(await checkAccount(failing, {} as AdapterIo)).toEqual({ health, healthReason: 'webhook.some' });
  });

  it('reads success as ok', async () => {
    const working = { ...adapter, check: () => Promise.resolve({ kind: 'ok', account: 'a', url: null } as const) };
    expect(await checkAccount(working, {} as AdapterIo)).toEqual({ health: 'ok', healthReason: null });
  });
});
