import { expectStatus, scenario, startTestService, type TestService } from '../harness/index.js';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
});
afterEach(() => service.close());

/** An ISO base media file, as far as its type goes. */
const MP4 = Buffer.concat([
  Buffer.from('00000018', 'hex'),
  Buffer.from('ftypisom\0\0\x02\0isommp41'),
  Buffer.alloc(16),
]);
const GIF = Buffer.concat([Buffer.from('GIF89a'), Buffer.from([9, 0, 20, 0, 0, 0, 0, 0x3b])]);

async function upload(brandId: string, content: Buffer): Promise<string> {
  const body = new FormData();
  body.append('brandId', brandId);
  body.append('file', new Blob([new Uint8Array(content)]), 'geste');
  return expectStatus(await service.call('POST', '/v1/media', { body }), 201).body.id;
}

it('lets a slot say what its posts must bring, shows what is missing at once and schedules none without', async () => {
  const to = scenario(service);
  const { id: brandId } = await to.brand();
  const { id: channelId } = await to.channel(brandId);
  const requires = { media: ['video'], link: true };
  const { id: slotId } = await to.slot(brandId, { channelIds: [channelId], requires });
  const occurrenceId = `${slotId}_20261130T0900`;

  const filled = expectStatus(
    await service.call('POST', `/v1/occurrences/${occurrenceId}/fill`, { body: { content: { text: 'Le geste' } } }),
    200,
  ).body;
  expect(filled).toMatchObject({
    state: 'draft',
    format: 'video',
    unmetRequirements: [
      { requirement: 'video', pointer: '/content/mediaIds' },
      { requirement: 'link', pointer: '/content/link' },
    ],
  });

  const photo = await upload(brandId, GIF);
  const patch = (content: object) => service.call('PATCH', `/v1/posts/${filled.id}`, { body: { content } });
  expectStatus(await patch({ mediaIds: [photo] }), 200);
  const schedule = (query = '') =>
    service.call('POST', `/v1/posts/${filled.id}/schedule${query}`, { headers: { 'accept-language': 'fr' } });
  for (const query of ['', '?dryRun=true']) {
    const refused = expectStatus(await schedule(query), 422).body;
    expect(refused).toMatchObject({
      code: 'post.slot_requirement_unmet',
      errors: [
        { pointer: '/content/mediaIds', code: 'post.video_required', message: 'Le créneau demande une vidéo.' },
        { pointer: '/content/link', code: 'post.link_required', message: 'Le créneau demande un lien.' },
      ],
    });
  }
  expectStatus(await service.call('POST', `/v1/posts/${filled.id}/publish-now`), 422);
  expect(await to.postState(filled.id)).toBe('draft');
  expect(await to.publicationsOf(filled.id)).toEqual([]);

  const clip = await upload(brandId, MP4);
  expectStatus(await patch({ mediaIds: [photo, clip], link: 'https://example.org/geste' }), 200);
  expectStatus(await schedule(), 200);

  // What is scheduled keeps to it, and so does a scheduled post that is put into the slot.
  expectStatus(await patch({ mediaIds: [photo] }), 422);
  const other = await to.scheduled(brandId, { scheduledAt: '2026-12-01T08:00:00Z', channelIds: [channelId] });
  const fill = await service.call('POST', `/v1/occurrences/${slotId}_20261207T0900/fill`, {
    body: { postId: other.id },
  });
  expect(expectStatus(fill, 422).body.code).toBe('post.slot_requirement_unmet');
  expect((await service.call('GET', `/v1/occurrences/${slotId}_20261207T0900`)).body).toMatchObject({ state: 'open' });

  await service.advanceTo('2026-11-30T08:00:00Z');
  expect(await to.postState(filled.id)).toBe('published');
});
