import { loggedError } from './logged-error.js';

it('leaves out what hangs on an error', () => {
  const failure = Object.assign(new TypeError('deadlock detected'), {
    code: '40P01',
    parameters: ['marie@example.com'],
    driverError: { detail: 'Failing row contains (marie@example.com)' },
  });
  const logged = loggedError(failure);
  expect(logged).toMatchObject({ type: 'TypeError', message: 'deadlock detected', code: '40P01' });
  expect(JSON.stringify(logged)).not.toContain('marie');
});

it.each([[undefined], ['a secret'], [{ token: 'a secret' }]])('says nothing of what is no error: %j', (thrown) => {
  expect(loggedError(thrown)).toEqual({ type: typeof thrown, message: '', stack: '' });
});
