import { inspect } from 'node:util';
import { loggedError, toldError } from './logged-error.js';

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

it('leaves out the value that PostgreSQL quotes, and keeps the place', () => {
  const quoted = 'invalid input syntax for type uuid: "marie@example.com\n   at home"';
  const logged = loggedError(Object.assign(new Error(quoted), { code: '22P02' }));
  expect(logged).toMatchObject({ message: 'The database refused a value (22P02)', code: '22P02' });
  expect(logged.stack).toMatch(/^Error: The database refused a value \(22P02\)\n.*logged-error\.spec/s);
  expect(JSON.stringify(logged)).not.toContain('marie');
});

it('is an error again with nothing that hung on it', () => {
  const told = toldError(Object.assign(new TypeError('of "marie"'), { code: '22P02', parameters: ['marie'] }));
  expect(told).toBeInstanceOf(Error);
  expect(told.name).toBe('TypeError');
  expect(told.stack).toMatch(/logged-error\.spec/);
  expect(inspect(told)).not.toContain('marie');
});

it.each([[undefined], ['a secret'], [{ token: 'a secret' }]])('says nothing of what is no error: %j', (thrown) => {
  expect(loggedError(thrown)).toEqual({ type: typeof thrown, message: '', stack: '' });
});
