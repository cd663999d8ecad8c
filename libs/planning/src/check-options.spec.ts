import { optionFaults } from './check-options.js';

const CLOSED = {
  type: 'object',
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1, maxLength: 5 },
    privacy: { type: 'string', enum: ['all', 'friends'] },
    tags: { type: 'array' },
    level: { type: 'integer' },
    note: {},
  },
};

const faults = (options: Parameters<typeof optionFaults>[0], schema: Parameters<typeof optionFaults>[1] = CLOSED) =>
  optionFaults(options, schema, '/o').map(({ pointer, code, params }) => [pointer, code, params?.['reason']]);

describe('the options of a channel', () => {
  it('are fine when the schema says so', () => {
    expect(faults({ title: 'héhé!', privacy: 'all', tags: [], level: 2, note: null })).toEqual([]);
    expect(faults({ whatever: { a: 1 } }, { type: 'object', additionalProperties: true })).toEqual([]);
  });

  it('are refused one by one', () => {
    expect(faults({ title: '', privacy: 'x', tags: {}, level: 1.5, 'a/b': 1, toString: 1 })).toEqual([
      ['/o/title', 'field.invalid', 'minLength: 1'],
      ['/o/privacy', 'field.invalid', 'enum: all, friends'],
      ['/o/tags', 'field.invalid', 'type: array'],
      ['/o/level', 'field.invalid', 'type: integer'],
      ['/o/a~1b', 'field.unknown', undefined],
      ['/o/toString', 'field.unknown', undefined],
    ]);
    expect(faults({ title: 'trop long' })).toEqual([['/o/title', 'field.invalid', 'maxLength: 5']]);
  });
});
