import { createHmac } from 'node:crypto';
import { GHOST_ADMIN_KEY } from '../../../testing/simulator/ghost.js';
import { readAdminKey, signToken } from './token.js';

const NOW = new Date('2026-11-24T08:00:05.900Z');

it('is a JWT for five minutes, for the Admin API, under the key’s bytes', () => {
  const [header, payload, signature] = signToken(readAdminKey(GHOST_ADMIN_KEY)!, NOW).split('.');
  const read = (part = ''): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(header)).toEqual({ alg: 'HS256', typ: 'JWT', kid: GHOST_ADMIN_KEY.split(':')[0] });
  expect(read(payload)).toEqual({ iat: 1_795_507_205, exp: 1_795_507_505, aud: '/admin/' });
  const bytes = Buffer.from(GHOST_ADMIN_KEY.split(':')[1]!, 'hex');
  expect(signature).toBe(createHmac('sha256', bytes).update(`${header}.${payload}`).digest('base64url'));
});

it.each([
  ['a Content API key', 'b1b5b9c1d4e5f6a7b8c9d0e1f2'],
  ['no colon', GHOST_ADMIN_KEY.replace(':', '')],
  ['a short secret', GHOST_ADMIN_KEY.slice(0, -1)],
  ['a letter that is no digit', GHOST_ADMIN_KEY.replace('b1', 'g1')],
  ['nothing', ''],
])('is not made of %s', (_name, value) => {
  expect(readAdminKey(value)).toBeNull();
});

it('is made of a key with space around it', () => {
  expect(readAdminKey(` ${GHOST_ADMIN_KEY}\n`)?.secret).toHaveLength(32);
});
