import { createHash } from 'node:crypto';
import { type AuthorizationRules, SimulatedAuthorization } from './authorization.js';
import type { SimRequest } from './network.js';

const VERIFIER = 'v'.repeat(43);
const APP = { clientId: 'app', clientSecret: 's3cret', redirectUri: 'https://us.example/back' };
const ASKED = {
  client_id: 'app',
  redirect_uri: APP.redirectUri,
  response_type: 'code',
  state: 'state-1',
  scope: 'write read',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: 'S256',
};

let now: Date;
const started = (rules: Partial<AuthorizationRules> = {}) => {
  now = new Date('2026-11-24T08:00:00Z');
  const basis = { now: () => now, scopes: ['read', 'write'], pkce: true, authentication: 'post' } as const;
  const server = new SimulatedAuthorization({ ...basis, ...rules });
  server.register(APP);
  return server;
};

const request = (parts: Partial<SimRequest>): SimRequest => ({
  ...{ method: 'GET', path: '/', query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0), origin: '' },
  json: () => ({}),
  form: () => new URLSearchParams(),
  multipart: () => Promise.reject(new Error('no form')),
  ...parts,
});
const visit = (server: SimulatedAuthorization, changes: Record<string, string> = {}) =>
  server.authorize(request({ query: new URLSearchParams({ ...ASKED, ...changes }) }));
const codeFrom = (server: SimulatedAuthorization) =>
  new URL(visit(server).headers!['location']!).searchParams.get('code')!;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const BASIC = { ...FORM, authorization: `Basic ${Buffer.from('app:s3cret').toString('base64')}` };
const redeem = (
  server: SimulatedAuthorization,
  fields: Record<string, string>,
  headers: Record<string, string> = FORM,
) => {
  const basis = { grant_type: 'authorization_code', redirect_uri: APP.redirectUri, code_verifier: VERIFIER };
  const client: Record<string, string> = headers === BASIC ? {} : { client_id: 'app', client_secret: 's3cret' };
  const form = () => new URLSearchParams({ ...basis, ...client, ...fields });
  return server.redeem(request({ method: 'POST', headers, form }));
};

describe('a page where people agree', () => {
  it('sends them back with a code that is redeemed once', () => {
    const server = started();
    const code = codeFrom(server);
    expect(redeem(server, { code })?.get('scope')).toBe('write read');
    expect(redeem(server, { code })).toBeNull();
  });

  it.each([
    ['client_id', { client_id: 'other' }],
    ['redirect_uri', { redirect_uri: 'https://us.example/back/' }],
    ['response_type', { response_type: 'token' }],
    ['state', { state: '' }],
    ['scope', { scope: 'read' }],
    ['scope', { scope: 'read write admin' }],
    ['code_challenge', { code_challenge: VERIFIER.slice(1) }],
    ['code_challenge', { code_challenge_method: 'plain' }],
  ])('keeps them there for a wrong %s: %j', (fault, changes) => {
    const answer = visit(started(), changes);
    expect([answer.status, answer.body]).toEqual([400, expect.stringContaining(fault)]);
  });

  it('lets nobody ask for more than their app said it would', () => {
    const server = started();
    server.register({ ...APP, scopes: ['read'] });
    expect(visit(server).status).toBe(400);
  });

  it('sends who says no back without a code', () => {
    const server = started({ denial: { error: 'cancelled' }, fragment: '#_' });
    server.deny();
    expect(visit(server).headers).toEqual({ location: 'https://us.example/back?error=cancelled&state=state-1' });
    server.deny(false);
    expect(visit(server).headers!['location']).toMatch(/\?code=.*&state=state-1#_$/);
  });

  it.each<[string, Record<string, string>]>([
    ['another address', { redirect_uri: 'https://us.example/' }],
    ['another verifier', { code_verifier: 'w'.repeat(43) }],
    ['a wrong secret', { client_secret: 'guess' }],
    ['another grant', { grant_type: 'refresh_token' }],
  ])('gives nothing for a code with %s, and spends it', (_name, fields) => {
    const server = started();
    const code = codeFrom(server);
    expect(redeem(server, { code, ...fields })).toBeNull();
    expect(redeem(server, { code })).toBeNull();
  });

  it('forgets codes after their time', () => {
    const server = started({ codeLives: 30 });
    const [early, late] = [codeFrom(server), codeFrom(server)];
    now = new Date('2026-11-24T08:00:29Z');
    expect(redeem(server, { code: early })).not.toBeNull();
    now = new Date('2026-11-24T08:00:30Z');
    expect(redeem(server, { code: late })).toBeNull();
  });

  it('reads the client’s proof where its documents say, and nowhere else', () => {
    const inBody = started();
    expect(redeem(inBody, { code: codeFrom(inBody) }, BASIC)).toBeNull();
    const inHeader = started({ authentication: 'basic' });
    expect(redeem(inHeader, { code: codeFrom(inHeader) }, BASIC)).not.toBeNull();
    expect(redeem(inHeader, { code: codeFrom(inHeader) })).toBeNull();
    expect(redeem(inBody, { code: codeFrom(inBody) }, { 'content-type': 'application/json' })).toBeNull();
  });
});
