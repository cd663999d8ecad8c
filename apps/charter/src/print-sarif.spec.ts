import { type Schema, Validator } from '@cfworker/json-schema';
import { assembleCharter, evaluate, plainSubject, readCharter } from '#charter';
import type { CheckedPost } from './checked-post.js';
import { toSarif } from './print-sarif.js';

const message: Schema = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const artifact: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: { uri: { type: 'string', format: 'uri-reference' } },
};
const region: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    ['startLine', 'startColumn', 'endLine', 'endColumn'].map((name) => [name, { type: 'integer', minimum: 1 }]),
  ),
};
const level: Schema = { enum: ['none', 'note', 'warning', 'error'] };

/** The parts of https://json.schemastore.org/sarif-2.1.0.json that are relied on, with its names and required properties. */
const SARIF: Schema = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', format: 'uri' },
    version: { enum: ['2.1.0'] },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        additionalProperties: false,
        properties: {
          language: { type: 'string', pattern: '^[a-zA-Z]{2}(-[a-zA-Z]{2})?$' },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        shortDescription: message,
                        fullDescription: message,
                        defaultConfiguration: { type: 'object', properties: { level } },
                      },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: -1 },
                level,
                message,
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation'],
                        additionalProperties: false,
                        properties: { artifactLocation: artifact, region },
                      },
                    },
                  },
                },
                partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
                fixes: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['artifactChanges'],
                    properties: {
                      description: message,
                      artifactChanges: {
                        type: 'array',
                        minItems: 1,
                        items: {
                          type: 'object',
                          required: ['artifactLocation', 'replacements'],
                          properties: {
                            artifactLocation: artifact,
                            replacements: {
                              type: 'array',
                              minItems: 1,
                              items: {
                                type: 'object',
                                required: ['deletedRegion'],
                                properties: { deletedRegion: region, insertedContent: message },
                              },
                            },
                          },
                        },
                      },
                    },
                  },
                },
                properties: { type: 'object' },
              },
            },
          },
        },
      },
    },
  },
};

const words = { en: 'People are not targets.', fr: 'Les gens ne sont pas des cibles.' };
const { source } = readCharter({
  format: 'marronnier-charter/1',
  name: 'Nord',
  articles: [
    {
      ...{ id: 'A1', title: words, text: words, rule: 'wording.avoid', severity: 'review' },
      options: { words: [{ fr: ['cible@n'], instead: { fr: 'clientes' } }] },
    },
    { id: 'A2', title: words, text: words, rule: 'disclosure.missing', severity: 'block' },
  ],
});
const { compiled } = assembleCharter([source!]);

function checked(file: string, line: number | null): CheckedPost {
  const subject = { ...plainSubject('Bonjour 🥖\nNos cibles.', 'fr'), sponsored: true };
  return { file, line, id: null, subject, evaluation: evaluate(compiled!, subject) };
}

const log = toSarif([checked('posts/un deux.txt', null), checked('posts.jsonl', 3)], 'fr');

it('is SARIF 2.1.0', () => {
  expect(new Validator(SARIF, '2020-12', false).validate(JSON.parse(log)).errors).toEqual([]);
});

it('names rules, places and fixes', () => {
  const { runs } = JSON.parse(log) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: object[] }[] };
  expect(runs[0]!.tool.driver.rules.map(({ id }) => id)).toEqual(['disclosure.missing', 'wording.avoid']);
  const region = { startLine: 2, startColumn: 5, endLine: 2, endColumn: 11 };
  expect(runs[0]!.results).toMatchObject([
    {
      ...{ ruleId: 'wording.avoid', ruleIndex: 1, level: 'warning' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'posts/un%20deux.txt' }, region } }],
      fixes: [
        { artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: 'clientes' } }] }] },
      ],
    },
    { ruleId: 'disclosure.missing', level: 'error', locations: [{ physicalLocation: { region: { startLine: 1 } } }] },
    { ruleId: 'wording.avoid', locations: [{ physicalLocation: { region: { startLine: 3 } } }] },
    { ruleId: 'disclosure.missing' },
  ]);
});
