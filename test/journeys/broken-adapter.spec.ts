import type { NetworkAdapter } from '#networks';
import { createScriptedNetwork } from '#networks/testing';
import { scenario, startTestService } from '../harness/index.js';

const DUE = '2026-11-24T09:00:00Z';

function broken(part: 'render' | 'prepare' | 'nextStep', adapter: NetworkAdapter): NetworkAdapter {
  const isMine = (text: string): boolean => text.includes('casse');
  const fail = (): never => {
    throw new URIError('URI malformed');
  };
  switch (part) {
    case 'render':
      return { ...adapter, render: (plan, ...rest) => (isMine(plan.text) ? fail() : adapter.render(plan, ...rest)) };
    case 'prepare':
      return {
        ...adapter,
        prepare: (unit, seed) => (isMine(JSON.stringify(unit)) ? fail() : adapter.prepare(unit, seed)),
      };
    case 'nextStep':
      return { ...adapter, nextStep: (state) => (isMine(JSON.stringify(state)) ? fail() : adapter.nextStep(state)) };
  }
}

it.each(['render', 'prepare', 'nextStep'] as const)(
  'an adapter that breaks at %s fails that post, and keeps its channel for none',
  async (part) => {
    const network = createScriptedNetwork({ canBeAsked: true });
    let adapter = network.adapter;
    const service = await startTestService({
      networks: [
        {
          ...adapter,
          render: (...given) => adapter.render(...given),
          prepare: (...given) => adapter.prepare(...given),
          nextStep: (...given) => adapter.nextStep(...given),
        },
      ],
    });
    try {
      const to = scenario(service);
      const { id: brandId } = await to.brand();
      const channelIds = [(await to.channel(brandId, 'scripted')).id];
      const bad = (await to.scheduled(brandId, { channelIds, scheduledAt: DUE, content: { text: 'casse' } })).id;
      const good = (await to.scheduled(brandId, { channelIds, scheduledAt: DUE, content: { text: 'pain' } })).id;
      adapter = broken(part, network.adapter);
      await service.advanceTo('2026-11-24T09:01:00Z');
      expect((await to.publicationsOf(bad))[0]).toMatchObject({
        ...{ state: 'failed', reason: 'adapter.threw' },
        attempts: [{ errorCode: 'adapter.threw', detail: 'URIError' }],
      });
      expect((await to.publicationsOf(good))[0]).toMatchObject({ state: 'published' });
    } finally {
      await service.close();
    }
  },
);
