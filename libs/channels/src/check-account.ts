import type { AdapterError, AdapterIo, NetworkAdapter } from '#networks';
import type { ChannelHealth } from './channel.js';

export interface HealthVerdict {
  health: ChannelHealth;
  healthReason: string | null;
}

export const HEALTHY: HealthVerdict = { health: 'ok', healthReason: null };

/** Asks the network whether the account's credentials work. Publishes nothing. */
export async function checkAccount(adapter: NetworkAdapter, io: AdapterIo): Promise<HealthVerdict> {
  const result = await adapter.check(io);
  if (result.kind === 'ok') return HEALTHY;
  return { health: healthAfter(result.error), healthReason: result.error.code };
}

function healthAfter(error: AdapterError): ChannelHealth {
  switch (error.class) {
    case 'auth':
      return 'reauthorize';
    case 'permanent':
      return 'disabled';
    case 'retryable':
    case 'rate_limited':
    case 'unknown_outcome':
      // Nothing is known against the account.
      return 'degraded';
  }
}
