import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { schedulerLog } from './log.js';

it('logs a failed query without its parameters and its row', () => {
  let text = '';
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const driverError = Object.assign(new Error('violates check constraint'), {
    code: '23514',
    detail: 'Failing row contains (marie@example.com)',
  });
  const failure = new QueryFailedError('insert into post values ($1)', ['marie@example.com'], driverError);
  const log = schedulerLog('info', out);
  log.error('pass dispatch-due failed', failure);
  log.error('nothing more is known');
  const [failed, bare] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(failed).toMatchObject({
    app: 'scheduler',
    msg: 'pass dispatch-due failed',
    err: { type: 'QueryFailedError', message: 'violates check constraint', code: '23514' },
  });
  expect(bare).toMatchObject({ msg: 'nothing more is known' });
  expect(bare).not.toHaveProperty('err');
  expect(text).not.toMatch(/marie|insert into/);
});
