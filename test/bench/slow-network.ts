import { setTimeout as wait } from 'node:timers/promises';
import { createScriptedNetwork, type ScriptedNetwork } from '#networks/testing';

/** The scripted network, each of whose calls takes `milliseconds`; its publishing step is irreversible. */
export function createSlowNetwork(milliseconds: number): ScriptedNetwork {
  const network = createScriptedNetwork({ canBeAsked: true });
  const { adapter } = network;
  return {
    ...network,
    adapter: {
      ...adapter,
      async run(step, state, io) {
        await wait(milliseconds);
        return adapter.run(step, state, io);
      },
    },
  };
}
