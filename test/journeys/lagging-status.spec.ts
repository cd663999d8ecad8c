import { startFacebookPagesHarness, startThreadsHarness } from '#networks/testing';
import { expectStatus, scenario, type Scenario, startTestService, type TestService } from '../harness/index.js';
import { SAMPLE_MP4 } from '../harness/networks/index.js';

let threads: Awaited<ReturnType<typeof startThreadsHarness>>;
let facebook: Awaited<ReturnType<typeof startFacebookPagesHarness>>;
let service: TestService;
let to: Scenario;
let brandId: string;

beforeEach(async () => {
  let now = (): Date => new Date('2026-11-24T08:00:00Z');
  threads = await startThreadsHarness({ now: () => now() });
  facebook = await startFacebookPagesHarness({ now: () => now() });
  service = await startTestService({
    environment: {
      PUBLIC_URL: 'https://calendar.example',
      NETWORK_HOSTS: JSON.stringify({ threads: threads.io.hosts, facebook_pages: facebook.io.hosts }),
    },
  });
  now = () => service.clock.now();
  to = scenario(service);
  brandId = (await to.brand()).id;
});
afterEach(async () => {
  await service.close();
  await threads.close();
  await facebook.close();
});

const stateOf = async (postId: string) => {
  const [publication] = await to.publicationsOf(postId);
  return [publication!.state, publication!.reason];
};
const network = () => threads.simulator.network;

describe('a post on Threads', () => {
  let channelId: string;
  beforeEach(async () => {
    channelId = (await to.channel(brandId, 'threads', threads.credentials)).id;
  });

  const scheduled = async (scheduledAt: string, text: string) =>
    (await to.scheduled(brandId, { channelIds: [channelId], scheduledAt, content: { text } })).id;
  const lose = (when: 'before' | 'after') =>
    threads.simulator.plan({ method: 'POST', path: 'threads_publish', when, answer: 'drop' });

  it('whose answer is lost while the status lags is out once, and its channel goes on meanwhile', async () => {
    network().containers.lagBehind();
    lose('after');
    const id = await scheduled('2026-11-24T09:00:00Z', 'Du pain frais.');
    await service.advanceTo('2026-11-24T09:00:00Z');
    expect(await stateOf(id)).toEqual(['processing', null]);
    const next = await scheduled('2026-11-24T09:01:00Z', 'Des brioches.');
    await service.advanceTo('2026-11-24T09:04:40Z');
    expect([await stateOf(id), await stateOf(next)]).toEqual([
      ['processing', null],
      ['published', null],
    ]);
    network().containers.lagBehind(false);
    await service.advanceTo('2026-11-24T09:06:00Z');
    expect(await stateOf(id)).toEqual(['published', null]);
    expect(
      network()
        .things()
        .map(({ text }) => text),
    ).toEqual(['Du pain frais.', 'Des brioches.']);
  });

  it('that never arrived is sent again by itself once the status can be believed', async () => {
    lose('before');
    const id = await scheduled('2026-11-24T09:00:00Z', 'Du pain frais.');
    await service.advanceTo('2026-11-24T09:04:59Z');
    expect([await stateOf(id), threads.count()]).toEqual([['processing', null], 0]);
    await service.advanceTo('2026-11-24T09:10:00Z');
    expect([await stateOf(id), threads.count()]).toEqual([['published', null], 1]);
  });

  it('that is refused as one of which it was seen live has failed once that is certain, and may be tried again', async () => {
    network().refusePublishing({ code: 10, live: false, times: 2 });
    const id = await scheduled('2026-11-24T09:00:00Z', 'Du pain frais.');
    await service.advanceTo('2026-11-24T09:08:00Z');
    expect((await stateOf(id))[0]).toBe('processing');
    await service.advanceTo('2026-11-24T09:20:00Z');
    expect([await stateOf(id), threads.count()]).toEqual([['failed', 'threads.forbidden'], 0]);
    const [publication] = await to.publicationsOf(id);
    expectStatus(await service.call('POST', `/v1/publications/${publication!.id}/retry`), 200);
    await service.beat();
    expect([await stateOf(id), threads.count()]).toEqual([['published', null], 1]);
  });
});

it('a video that Facebook cannot use has failed, and is not left to a person as one that nobody finds', async () => {
  const { id: channelId } = await to.channel(brandId, 'facebook_pages', facebook.credentials);
  const body = new FormData();
  body.set('brandId', brandId);
  body.set('file', new Blob([new Uint8Array(SAMPLE_MP4)]), 'pain.mp4');
  const medium = expectStatus(await service.call('POST', '/v1/media', { body }), 201).body.id as string;
  facebook.simulator.network.breakNextVideo();
  const content = { text: 'Au four.', mediaIds: [medium] };
  const { id } = await to.scheduled(brandId, { channelIds: [channelId], scheduledAt: '2026-11-24T09:00:00Z', content });
  await service.advanceTo('2026-11-24T09:30:00Z');
  expect([await stateOf(id), facebook.count()]).toEqual([['failed', 'facebook_pages.video_refused'], 0]);
});
