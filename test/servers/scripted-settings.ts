import { adapters as builtIn, type NetworkAdapter } from '#networks';
import { createScriptedHttpAdapter } from '#networks/testing';
import type { PublishSettings } from '#publishing';

/** The product's networks, and the scripted one twice: as a network that can be asked by key, and as one that cannot. */
export const adapters: readonly NetworkAdapter[] = [
  ...builtIn,
  createScriptedHttpAdapter({ id: 'scripted_asked', canBeAsked: true }),
  createScriptedHttpAdapter({ id: 'scripted_mute', canBeAsked: false }),
];

/** The engine's timings that `TEST_PUBLISH_SETTINGS` gives as JSON, in milliseconds; the product's own for the rest. */
export function settingsFromEnvironment(): Partial<PublishSettings> {
  return JSON.parse(process.env['TEST_PUBLISH_SETTINGS'] ?? '{}') as Partial<PublishSettings>;
}
