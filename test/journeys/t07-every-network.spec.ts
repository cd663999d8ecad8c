import { adapters, type NetworkAdapter } from '#networks';
import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';
import {
  contentOf,
  type NetworkFacts,
  SAMPLE_JPEG,
  SAMPLE_MP4,
  type Shape,
  SHAPES,
  type Subject,
  SUBJECTS,
  takes,
} from '../harness/networks/index.js';

/** The feed is a table of ours: no call, and nothing in flight. */
const NETWORKS = adapters.map(({ manifest }) => manifest.id).filter((id) => id !== 'feed');

/** The network has done what it was asked in any step, and its answer waits until the test has looked. */
function holdAnswers(adapter: NetworkAdapter, whileHeld: () => Promise<void>): NetworkAdapter {
  return {
    ...adapter,
    async run(step, state, io) {
      const result = await adapter.run(step, state, io);
      await whileHeld();
      return result;
    },
  };
}

let whileHeld: () => Promise<void>;
let subjects: ReadonlyMap<string, Subject>;
let service: TestService;
let brandId: string;
let media: { image: string; video: string };

beforeAll(async () => {
  let now = (): Date => new Date('2026-11-24T08:00:00Z');
  const starting = NETWORKS.map(async (id): Promise<[string, Subject]> => [id, await SUBJECTS[id]!(() => now())]);
  const environment = (hosts: object): Record<string, string> => ({
    PUBLIC_URL: 'https://calendar.example',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    NETWORK_HOSTS: JSON.stringify(hosts),
  });
  subjects = new Map(await Promise.all(starting));
  service = await startTestService({
    adapters: adapters.map((adapter) => holdAnswers(adapter, () => whileHeld())),
    environment: environment(Object.fromEntries([...subjects].map(([id, { hosts }]) => [id, hosts]))),
  });
  now = () => service.clock.now();
  brandId = (await scenario(service).brand()).id;
  media = { image: await upload('pain.jpg', SAMPLE_JPEG), video: await upload('pain.mp4', SAMPLE_MP4) };
});
afterAll(async () => {
  await service.close();
  for (const subject of subjects.values()) await subject.close();
});

async function upload(name: string, content: Buffer): Promise<string> {
  const body = new FormData();
  body.set('brandId', brandId);
  body.set('altText', 'Un pain');
  body.set('file', new Blob([new Uint8Array(content)]), name);
  return expectStatus(await service.call('POST', '/v1/media', { body }), 201).body.id as string;
}

async function shapesOf(networkId: string): Promise<{ facts: NetworkFacts; shapes: Shape[] }> {
  const facts = (await service.call('GET', `/v1/networks/${networkId}`)).body as NetworkFacts;
  return { facts, shapes: SHAPES.filter((shape) => takes(shape, facts)) };
}

/** Everything that could move or change it, at once. */
async function everyChange(postId: string): Promise<number[]> {
  const at = `/v1/posts/${postId}`;
  const answers = await Promise.all([
    service.call('PATCH', at, { body: { content: { text: 'Trop tard' } } }),
    service.call('PATCH', at, { body: { scheduledAt: '2026-12-24T09:00:00Z' } }),
    service.call('POST', `${at}/unschedule`),
    service.call('POST', `${at}/cancel`),
    service.call('DELETE', at),
  ]);
  return answers.map(({ status }) => status);
}

/** T7 on each network: with every kind of content it takes, in every step. */
it.each(NETWORKS)('%s: nothing changes a post that is being sent, and it is out once as it was', async (networkId) => {
  const subject = subjects.get(networkId)!;
  const to = scenario(service);
  const { id: channelId } = await to.channel(brandId, networkId, subject.credentials);
  const { facts, shapes } = await shapesOf(networkId);
  expect(shapes.length).toBeGreaterThan(0);
  for (const shape of shapes) {
    const mark = `Fournée ${networkId} ${shape}.`;
    const scheduledAt = new Date(service.clock.now().getTime() + 3_600_000).toISOString();
    const { id } = await to.scheduled(brandId, {
      scheduledAt,
      channelIds: [channelId],
      content: contentOf(shape, mark, facts, media),
      variants: subject.options ? { [channelId]: { options: subject.options } } : {},
    });
    const seen: number[][] = [];
    whileHeld = async () => void seen.push(await everyChange(id));
    await service.advanceTo(new Date(Date.parse(scheduledAt) + 30 * 60_000));

    expect([shape, await to.postState(id)]).toEqual([shape, 'published']);
    const things = (await subject.things()).filter(({ text }) => text.includes(mark));
    expect(things.length).toBeGreaterThan(0);
    expect(seen.length).toBeGreaterThanOrEqual(things.length);
    expect(seen).toEqual(seen.map(() => [409, 409, 409, 409, 409]));
    expect(new Set(things.map(({ text }) => text)).size).toBe(things.length);
    expect((await subject.things()).filter(({ text }) => text.includes('Trop tard'))).toEqual([]);
  }
});
