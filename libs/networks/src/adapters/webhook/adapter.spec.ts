import { Webhook } from 'standardwebhooks';
import { contractSuite } from '../../../testing/contract-suite.js';
import { stored } from '../../../testing/drive.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import { startWebhookReceiver, TEST_SIGNING_SECRET, type WebhookReceiver } from '../../../testing/webhook-receiver.js';
import type { AdapterIo, HttpOutcome, HttpRequest, PublishState, StepResult } from '../../contract.js';
import { createHttpClient } from '../../http/http-client.js';
import { webhookAdapter } from './adapter.js';
import { manifest } from './manifest.js';

const PATH_TOKEN = 'path-token-5f1c';

contractSuite('webhook', async () => {
  const receiver = await startWebhookReceiver();
  const io = receiverIo(receiver, `${receiver.url}/${PATH_TOKEN}`);
  return {
    adapter: webhookAdapter,
    io,
    count: () => receiver.distinct(),
    // A receiver says everything with its status.
    classes: (fault) => (fault === 'a page instead of JSON' ? 'any' : undefined),
    secrets: [TEST_SIGNING_SECRET, TEST_SIGNING_SECRET.slice(6), PATH_TOKEN],
    close: () => receiver.close(),
  };
});

function receiverIo(receiver: WebhookReceiver, url = receiver.url): AdapterIo {
  return testIo({
    account: testAccount({ url, secret: receiver.secret }),
    http: createHttpClient({ allowPrivate: true, userAgent: 'test' }),
  });
}

function preparedState(changes: Parameters<typeof samplePlan>[0] = {}): PublishState {
  const [unit] = webhookAdapter.render(samplePlan(changes), manifest.capabilities).units;
  return webhookAdapter.prepare(unit ?? { kind: 'post', wire: {} }, SAMPLE_SEED);
}

function deliver(io: AdapterIo, state = preparedState()): Promise<StepResult> {
  return webhookAdapter.run({ id: 'deliver', kind: 'create', effect: 'guarded' }, state, io);
}

describe('a delivery', () => {
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
  });
  afterEach(() => receiver.close());

  it('is signed so that the Standard Webhooks library accepts it', async () => {
    // The library compares with the wall clock.
    await deliver({ ...receiverIo(receiver), now: new Date() });
    const [delivery] = receiver.deliveries;
    const verified = new Webhook(TEST_SIGNING_SECRET).verify(delivery?.body ?? '', { ...delivery?.headers });
    expect(verified).toMatchObject({ id: SAMPLE_SEED.key, type: 'publication', createdAt: SAMPLE_SEED.createdAt });
    expect(delivery?.genuine).toBe(true);
    expect(delivery?.headers).toMatchObject({
      'webhook-id': SAMPLE_SEED.key,
      'idempotency-key': SAMPLE_SEED.key,
      'content-type': 'application/json',
    });
  });

  it('carries all of the content', async () => {
    const poll = { question: 'Butter?', options: ['Yes', 'No'], duration: 'P1D' };
    const changes = { poll, thread: [{ text: 'two' }], firstComment: 'three', options: { mood: 'warm' } };
    await deliver(receiverIo(receiver), preparedState(changes));
    const { mediaId: _mediaId, ...medium } = samplePlan().media[0] ?? { mediaId: '' };
    expect(JSON.parse(receiver.deliveries[0]?.body ?? '')).toEqual({
      id: SAMPLE_SEED.key,
      type: 'publication',
      createdAt: SAMPLE_SEED.createdAt,
      data: { version: 1, ...samplePlan(changes), thread: ['two'], media: [medium] },
    });
  });

  it('has the same bytes on every try, from a stored state too, under a new timestamp', async () => {
    receiver.next({ status: 503 });
    const io = receiverIo(receiver);
    await deliver(io);
    await deliver({ ...io, now: new Date(io.now.getTime() + 90_000) }, stored(preparedState()));
    const [first, second] = receiver.deliveries;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
    expect([first?.genuine, second?.genuine]).toEqual([true, true]);
  });

  it.each([
    ['https://shop.example/posts/7', 'https://shop.example/posts/7'],
    ['/posts/7', null],
    ['javascript:alert(1)', null],
    ['https://user:pass@shop.example/', null],
    [`https://shop.example/${'x'.repeat(2_100)}`, null],
    [undefined, null],
  ])('takes its address from Location %s', async (location, url) => {
    receiver.next({ status: 201, headers: location === undefined ? {} : { location } });
    expect(await deliver(receiverIo(receiver))).toMatchObject({ kind: 'done', remote: { id: SAMPLE_SEED.key, url } });
  });

  it('counts as done whatever the size of the answer', async () => {
    receiver.next({ status: 200, body: 'x'.repeat(200_000) });
    expect(await deliver(receiverIo(receiver))).toMatchObject({ kind: 'done' });
  });

  it('never reaches a private address where those are refused', async () => {
    const http = createHttpClient({ allowPrivate: false, userAgent: 'test' });
    const result = await deliver({ ...receiverIo(receiver), http });
    expect(result).toMatchObject({ error: { class: 'permanent', code: 'webhook.address_blocked' } });
    expect(receiver.deliveries).toEqual([]);
  });
});

describe('what a receiver answers', () => {
  const now = testIo().now;
  it.each([
    [301, {}, { class: 'permanent', code: 'webhook.redirected' }],
    [400, {}, { class: 'permanent', code: 'webhook.refused' }],
    [401, {}, { class: 'auth', code: 'webhook.unauthorized' }],
    [403, {}, { class: 'auth', code: 'webhook.unauthorized' }],
    [404, {}, { class: 'permanent', code: 'webhook.refused' }],
    [405, {}, { class: 'permanent', code: 'webhook.refused' }],
    [408, {}, { class: 'retryable', code: 'webhook.unavailable' }],
    [410, {}, { class: 'permanent', code: 'webhook.gone' }],
    [413, {}, { class: 'permanent', code: 'webhook.refused' }],
    [422, {}, { class: 'permanent', code: 'webhook.refused' }],
    [425, {}, { class: 'retryable', code: 'webhook.unavailable' }],
    [429, {}, { class: 'rate_limited', scope: 'account' }],
    [429, { 'retry-after': '90' }, { class: 'rate_limited', retryAfter: new Date(now.getTime() + 90_000) }],
    [503, { 'retry-after': 'Tue, 24 Nov 2026 09:00:00 GMT' }, { retryAfter: new Date('2026-11-24T09:00:00Z') }],
    [500, { 'retry-after': 'soon' }, { class: 'retryable', code: 'webhook.unavailable' }],
  ])('%i %j', async (status, headers, error) => {
    const result = await deliver(answering({ kind: 'answered', status, headers, body: '' }));
    expect(result).toMatchObject({ kind: 'failed', error: { phase: 'answered', httpStatus: status, ...error } });
  });
});

describe('the credentials of a webhook', () => {
  const valid = { url: 'https://hooks.example/in', secret: TEST_SIGNING_SECRET };
  const ok = { kind: 'answered', status: 405, headers: {}, body: '' } as const;

  it.each([
    ['no address', { secret: valid.secret }, 'webhook.url_invalid'],
    ['an address of another kind', { ...valid, url: 'ftp://hooks.example/' }, 'webhook.url_invalid'],
    ['a password in the address', { ...valid, url: 'https://a:b@hooks.example/' }, 'webhook.url_invalid'],
    ['no secret', { url: valid.url }, 'webhook.secret_invalid'],
    ['a secret without its prefix', { ...valid, secret: valid.secret.slice(6) }, 'webhook.secret_invalid'],
    ['a secret that is no base64', { ...valid, secret: `whsec_${'é'.repeat(40)}` }, 'webhook.secret_invalid'],
    ['a short secret', { ...valid, secret: 'whsec_c2hvcnQ=' }, 'webhook.secret_invalid'],
    ['a long secret', { ...valid, secret: `whsec_${'A'.repeat(88)}` }, 'webhook.secret_invalid'],
  ])('are refused with %s, and nothing is sent', async (_name, credentials, code) => {
    const io = testIo({ account: testAccount(credentials) });
    const error = { class: 'auth', code, phase: 'before_send' };
    expect(await webhookAdapter.check(io)).toMatchObject({ kind: 'failed', error });
    expect(await deliver(io)).toMatchObject({ kind: 'failed', error });
  });

  it('are checked with a GET for which any answer will do, and shown by host alone', async () => {
    const requests: HttpRequest[] = [];
    const io = { ...answering(ok, requests), account: testAccount({ ...valid, url: 'https://hooks.example/t0k3n' }) };
    expect(await webhookAdapter.check(io)).toEqual({ kind: 'ok', account: 'hooks.example', url: null });
    expect(requests).toMatchObject([{ method: 'GET', userSuppliedHost: true }]);
    expect(requests[0]?.body).toBeUndefined();
  });

  it('are not good when the address cannot be reached or is private', async () => {
    const dns = answering({ kind: 'failed', bytesSent: false, code: 'dns' });
    expect(await webhookAdapter.check(dns)).toMatchObject({ error: { class: 'retryable', code: 'webhook.dns' } });
    const blocked = answering({ kind: 'failed', bytesSent: false, code: 'blocked_address' });
    expect(await webhookAdapter.check(blocked)).toMatchObject({ error: { code: 'webhook.address_blocked' } });
  });

  function answering(outcome: HttpOutcome, requests: HttpRequest[] = []): AdapterIo {
    return answeringIo(outcome, requests, valid);
  }
});

function answering(outcome: HttpOutcome): AdapterIo {
  return answeringIo(outcome, [], { url: 'https://hooks.example/in', secret: TEST_SIGNING_SECRET });
}

function answeringIo(outcome: HttpOutcome, requests: HttpRequest[], credentials: Record<string, string>): AdapterIo {
  const send = (request: HttpRequest) => {
    requests.push(request);
    return Promise.resolve(outcome);
  };
  return testIo({ account: testAccount(credentials), http: { send } });
}
