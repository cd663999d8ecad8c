import { testAccount, testIo } from '../../testing/test-io.js';
import type { AdapterIo, HttpOutcome, HttpRequest } from '../contract.js';
import { accessToken, type RefreshGrant, renewByRefreshToken } from './oauth-session.js';

const GRANT: RefreshGrant = {
  prefix: 'net',
  url: 'https://net.example/token',
  clientAuthentication: 'client_secret_post',
};
const APP = { clientId: 'id:1', clientSecret: 'se cret' };
const OLD = { values: { accessToken: 'a0', refreshToken: 'r0', pageId: '7' }, expiresAt: null };

function answering(outcome: HttpOutcome, parts: Partial<AdapterIo> = {}): AdapterIo & { requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const send = (request: HttpRequest) => {
    requests.push(request);
    return Promise.resolve(outcome);
  };
  const account = testAccount({}, { session: OLD });
  return { ...testIo({ account, app: APP, http: { send }, ...parts }), requests };
}

function answer(status: number, body: object | string): HttpOutcome {
  return { kind: 'answered', status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

describe('the token of a channel', () => {
  it.each([
    [{ accessToken: 'pasted' }, OLD, 'a0'],
    [{ accessToken: 'pasted' }, null, 'pasted'],
    [{ accessToken: '' }, null, undefined],
    [{}, null, undefined],
  ])('%j %j', (credentials, session, token) => {
    expect(accessToken(testAccount(credentials, { session }))).toBe(token);
  });
});

describe('a session renewed by its refresh token', () => {
  it('keeps what it held besides, and takes the next refresh token where there is one', async () => {
    const io = answering(answer(200, { access_token: 'a1', refresh_token: 'r1', expires_in: 7_200 }));
    const values = { accessToken: 'a1', refreshToken: 'r1', pageId: '7' };
    const session = { values, expiresAt: '2026-11-24T10:00:05.000Z' };
    expect(await renewByRefreshToken(io, GRANT)).toEqual({ kind: 'renewed', session });
    const kept = answering(answer(200, { access_token: 'a1' }));
    const unrotated = { values: { ...values, refreshToken: 'r0' }, expiresAt: null };
    expect(await renewByRefreshToken(kept, GRANT)).toEqual({ kind: 'renewed', session: unrotated });
  });

  it.each([
    [
      'client_secret_post',
      'grant_type=refresh_token&refresh_token=r0&client_id=id%3A1&client_secret=se+cret',
      undefined,
    ],
    ['client_secret_basic', 'grant_type=refresh_token&refresh_token=r0', 'Basic aWQlM0ExOnNlJTIwY3JldA=='],
    ['none', 'grant_type=refresh_token&refresh_token=r0&client_id=id%3A1', undefined],
  ] as const)('names the client by %s', async (clientAuthentication, body, authorization) => {
    const io = answering(answer(500, ''));
    await renewByRefreshToken(io, { ...GRANT, clientAuthentication });
    expect(io.requests).toMatchObject([{ method: 'POST', url: GRANT.url, body }]);
    expect(io.requests[0]?.headers?.['authorization']).toBe(authorization);
  });

  it('names a client that has no secret by its id alone', async () => {
    const io = answering(answer(500, ''), { app: { clientId: 'public', clientSecret: null } });
    await renewByRefreshToken(io, { ...GRANT, clientAuthentication: 'client_secret_basic' });
    expect(io.requests[0]?.body).toBe('grant_type=refresh_token&refresh_token=r0&client_id=public');
  });

  it.each([
    [
      answer(400, { error: 'invalid_grant' }),
      { class: 'auth', code: 'net.session_expired', networkCode: 'invalid_grant' },
    ],
    [answer(401, { error: 'invalid_client' }), { class: 'auth', code: 'net.app_refused' }],
    [answer(403, { error: 'unauthorized_client' }), { class: 'auth', code: 'net.app_refused' }],
    [answer(429, ''), { class: 'rate_limited', code: 'net.rate_limited' }],
    [answer(503, '<h1>'), { class: 'retryable', code: 'net.unavailable' }],
    [answer(200, '<h1>'), { class: 'retryable', code: 'net.unreadable' }],
    [answer(200, { token: 'a1' }), { class: 'retryable', code: 'net.unreadable' }],
    [{ kind: 'failed', bytesSent: true, code: 'timeout' } as const, { class: 'retryable', code: 'net.timeout' }],
  ])('fails on %j', async (outcome, error) => {
    const result = await renewByRefreshToken(answering(outcome), GRANT);
    expect(result).toMatchObject({ kind: 'failed', error });
    expect(JSON.stringify(result)).not.toMatch(/r0|se cret/);
  });

  it('sends nothing without a refresh token or an app', async () => {
    const io = answering(answer(200, {}));
    const bare = { ...io, account: testAccount({}, { session: { values: { accessToken: 'a0' }, expiresAt: null } }) };
    expect(await renewByRefreshToken(bare, GRANT)).toMatchObject({
      error: { class: 'auth', code: 'net.session_expired' },
    });
    expect(await renewByRefreshToken({ ...io, app: null }, GRANT)).toMatchObject({
      error: { code: 'net.app_missing' },
    });
    expect(io.requests).toEqual([]);
  });
});
