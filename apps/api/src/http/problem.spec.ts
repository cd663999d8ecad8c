import { DomainError, ERRORS } from '#kernel';
import { isDatabaseOutage } from '#persistence';
import { explainError } from './explain-error.js';
import { preferredLanguage } from './language.js';
import { toProblem, toProblemAnswer } from './problem.js';
import { Refusal } from './refusal.js';
import { STATUS, titleOf } from './status.js';

const CONTEXT = {
  publicUrl: 'https://m.example',
  language: 'en' as const,
  path: '/v1/posts/1/approve',
  requestId: 'r1',
};

describe('a problem document', () => {
  it('has what the error says, its fields and what is allowed instead', () => {
    const error = new DomainError('post.illegal_transition', {
      state: 'published',
      verb: 'approve',
      allowed: ['duplicate'],
    });
    expect(toProblem(error, CONTEXT)).toEqual({
      type: 'https://m.example/problems/post.illegal_transition',
      title: 'Conflict',
      status: 409,
      detail: 'A post that is published cannot approve; legal now: duplicate.',
      instance: '/v1/posts/1/approve',
      code: 'post.illegal_transition',
      requestId: 'r1',
      allowed: ['duplicate'],
    });
  });

  it('words each field in the language asked for', () => {
    const error = new Refusal('request.invalid', {
      fields: [{ pointer: '/limit', code: 'field.invalid', reason: { en: 'too small', fr: 'trop petit' } }],
    });
    expect(toProblem(error, { ...CONTEXT, language: 'fr' }).errors).toEqual([
      { pointer: '/limit', code: 'field.invalid', message: 'Cette valeur n’est pas acceptable : trop petit.' },
    ]);
  });

  it('says when to come back where coming back helps', () => {
    const { headers } = toProblemAnswer(new DomainError('idempotency.in_progress'), CONTEXT);
    expect(headers['retry-after']).toBe('1');
  });

  it('has a title of its own for every status in use, but for failures of ours', () => {
    const untitled = Object.keys(ERRORS).filter((code) => {
      const status = STATUS[code as keyof typeof STATUS];
      return titleOf(status).en === 'Something went wrong' && status !== 500;
    });
    expect(untitled).toEqual([]);
  });
});

describe('what was thrown', () => {
  const failed = (code: string): Error =>
    Object.assign(new Error('failed'), { driverError: Object.assign(new Error('x'), { code }) });

  it.each([
    ['a restart', failed('57P01')],
    ['a lost connection', failed('08006')],
    ['a deadlock', failed('40P01')],
    ['a session that did not begin', Object.assign(new Error('x'), { severity: 'FATAL', code: '55000' })],
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['an exhausted pool', new Error('timeout exceeded when trying to connect')],
    ['an ended connection', new Error('Connection terminated unexpectedly')],
  ])('is an outage of the database: %s', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(true);
    expect(explainError(error).code).toBe('service.unavailable');
  });

  it.each([
    ['a broken constraint', failed('23505')],
    ['a bug', new TypeError('undefined is not a function')],
    ['no error at all', 'text'],
    ['a failure of Fastify', Object.assign(new Error('x'), { statusCode: 500 })],
  ])('tells nothing when it is %s', (_, error) => {
    expect(isDatabaseOutage(error)).toBe(false);
    expect(explainError(error)).toMatchObject({ code: 'internal.error', params: {} });
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['en;q=0.4, fr;q=0.8', 'fr'],
    ['de, es', 'en'],
    ['fr;q=0', 'en'],
    ['*', 'en'],
    ['frisian, fr;q=0.1', 'fr'],
    ['fr;q=nonsense', 'en'],
  ])('%s -> %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
