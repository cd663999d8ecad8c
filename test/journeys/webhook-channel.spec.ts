import { startWebhookReceiver, TEST_SIGNING_SECRET, type WebhookReceiver } from '#networks/testing';
import { expectStatus, scenario, startTestService } from '../harness/index.js';

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver(TEST_SIGNING_SECRET);
});
afterAll(() => receiver.close());

const DUE = '2026-11-24T09:00:00Z';

it('delivers a post signed, once, to a receiver that is reached', async () => {
  const service = await startTestService({ environment: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'webhook', { url: receiver.url, secret: TEST_SIGNING_SECRET });
    const { id } = await to.scheduled(brandId, {
      scheduledAt: DUE,
      channelIds: [channelId],
      content: { text: 'Signé' },
    });
    await service.advanceTo(DUE);
    const [publication] = await to.publicationsOf(id);
    expect(publication).toMatchObject({ state: 'published' });
    expect(receiver.deliveries.map((delivery) => delivery.id)).toEqual([publication!.remoteId]);
    expect(receiver.deliveries).toMatchObject([{ genuine: true, body: expect.stringContaining('Signé') }]);
    // What was typed as a secret is never shown again.
    const channel = expectStatus(await service.call('GET', `/v1/channels/${channelId}`), 200);
    expect(channel.text).not.toContain(TEST_SIGNING_SECRET);
    // Connecting it asked the receiver, which counts like any other call.
    const { text: figures } = await service.call('GET', '/metrics', { key: null });
    expect(figures).toContain('calls_seconds_count{network="webhook",step="check",outcome="ok"} 1');
  } finally {
    await service.close();
  }
});

it('repeats a delivery whose answer was lost under the same id and with the same bytes, as receivers expect', async () => {
  const service = await startTestService({ environment: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const { id: channelId } = await to.channel(brandId, 'webhook', { url: receiver.url, secret: TEST_SIGNING_SECRET });
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [channelId] });
    const before = receiver.deliveries.length;
    receiver.next('drop');
    await service.advanceTo('2026-11-24T09:01:00Z');
    expect(await to.publicationsOf(id)).toMatchObject([
      { state: 'published', attempts: [{ outcome: 'retryable' }, { outcome: 'published' }] },
    ]);
    const [first, second, ...more] = receiver.deliveries.slice(before);
    expect(more).toEqual([]);
    expect([second!.id, second!.body]).toEqual([first!.id, first!.body]);
  } finally {
    await service.close();
  }
});

it('never calls a private address unless the operator allows it', async () => {
  const service = await startTestService();
  const before = receiver.deliveries.length;
  try {
    const to = scenario(service);
    const { id: brandId } = await to.brand();
    const answer = await service.call('POST', `/v1/brands/${brandId}/channels`, {
      body: {
        networkId: 'webhook',
        displayName: 'interne',
        credentials: { url: receiver.url, secret: TEST_SIGNING_SECRET },
      },
    });
    expect(expectStatus(answer, 201).body).toMatchObject({ health: 'disabled' });
    const { id } = await to.scheduled(brandId, { scheduledAt: DUE, channelIds: [answer.body.id] });
    await service.advanceTo(DUE);
    expect(await to.publicationsOf(id)).toMatchObject([{ state: 'failed', reason: 'channel_disabled' }]);
    expect(receiver.deliveries).toHaveLength(before);
  } finally {
    await service.close();
  }
});
