import { fixtureBodies } from '../../testing/fixtures.js';
import { networkCodeOf, readGraphError, sharedMeaning } from './errors.js';

const bodies = fixtureBodies(import.meta.url);

function meaning(name: string, effect: 'harmless' | 'irreversible' = 'harmless') {
  const error = readGraphError(JSON.stringify(bodies[name]));
  return error && sharedMeaning(error, effect);
}

describe('what a Graph API answers', () => {
  it.each<[string, object]>([
    ['token expired', { networkCode: '190/463', class: 'auth' }],
    ['session invalid', { networkCode: '102', class: 'auth' }],
    ['application limit', { networkCode: '4', class: 'rate_limited', scope: 'app' }],
    ['user limit', { networkCode: '17/2446079', class: 'rate_limited', scope: 'account' }],
    ['page limit', { networkCode: '32', class: 'rate_limited', scope: 'account' }],
    ['business limit', { networkCode: '80001', class: 'rate_limited', scope: 'account' }],
    ['custom limit', { networkCode: '613', class: 'rate_limited', scope: 'account' }],
    ['permission denied', { networkCode: '10', class: 'permanent', code: 'forbidden' }],
    ['permission missing', { networkCode: '200', class: 'permanent', code: 'forbidden' }],
    ['blocked', { networkCode: '368/1390008', class: 'permanent', code: 'blocked' }],
    ['no such object', { networkCode: '100/33', class: 'permanent', code: 'not_found' }],
    ['bad parameter', { networkCode: '100' }],
    ['unknown error', { networkCode: '1', class: 'retryable' }],
    ['service down', { networkCode: '2', class: 'retryable' }],
    ['transient by its own word', { networkCode: '-1/2207001', class: 'retryable' }],
  ])('%s', (name, expected) => {
    expect(meaning(name)).toEqual(expected);
  });

  it.each(['unknown error', 'service down', 'transient by its own word'])(
    '%s, on a step that cannot be repeated, leaves the outcome unknown',
    (name) => {
      expect(meaning(name, 'irreversible')).toMatchObject({ class: 'unknown_outcome' });
    },
  );

  it('is no error of theirs without a number', () => {
    for (const body of ['', '<h1>no</h1>', '{}', '{"error":"no"}', '{"error":{"code":"190"}}', '[]'])
      expect(readGraphError(body)).toBeNull();
  });

  it('names a subcode where there is one', () => {
    expect(networkCodeOf({ code: 24, subcode: 4_279_009, transient: false, message: '' })).toBe('24/4279009');
  });
});
