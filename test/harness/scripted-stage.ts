import { createScriptedNetwork, type ScriptedNetwork, type ScriptedNetworkOptions } from '#networks/testing';
import { scenario, type Scenario } from './scenario.js';
import { startTestService, type TestService } from './test-service.js';

/** A service, and a brand with one channel on a network that does what the test has written for it. */
export interface ScriptedStage {
  network: ScriptedNetwork;
  service: TestService;
  to: Scenario;
  brandId: string;
  channelId: string;
}

export async function startScriptedStage(
  options: ScriptedNetworkOptions = { canBeAsked: true },
): Promise<ScriptedStage> {
  const network = createScriptedNetwork(options);
  const service = await startTestService({ networks: [network.adapter] });
  const to = scenario(service);
  const brandId = (await to.brand()).id;
  const channelId = (await to.channel(brandId, 'scripted')).id;
  return { network, service, to, brandId, channelId };
}
