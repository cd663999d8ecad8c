import { LANGUAGES } from '#kernel';
import { SEVERITIES } from '../finding.js';
import type { Rule } from '../rule.js';
import { isObject } from './pointer.js';

/** A JSON Schema (2020-12) that is an object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const FORMAT = 'marronnier-charter/1';
export const MOST_ARTICLES = 200;

const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength });
const list = (items: JsonSchema, maxItems: number): JsonSchema => ({ type: 'array', maxItems, items });
const object = (properties: Readonly<Record<string, JsonSchema>>, required: readonly string[] = []): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  ...(required.length > 0 ? { required } : {}),
  properties,
});
const localised = (maxLength: number): JsonSchema => object({ en: text(maxLength), fr: text(maxLength) }, ['en', 'fr']);
const described = (schema: JsonSchema, description: string): JsonSchema => ({ description, ...schema });

const voice = object({
  name: described(text(120), 'How the brand is called; the charter’s name when absent.'),
  languages: described(
    { ...list({ enum: LANGUAGES }, LANGUAGES.length), minItems: 1 },
    'What the brand publishes in; the first one wins when a text could be either.',
  ),
  address: described(
    object({ fr: { enum: ['tu', 'vous', 'consistent', 'any'] }, en: { enum: ['casual', 'professional', 'any'] } }),
    'How the public is spoken to.',
  ),
  competitors: described(list(text(100), 200), 'Names that topic.forbidden looks for.'),
  competitorHandles: list(text(100), 200),
  contacts: described(
    object({
      phones: list(text(40), 50),
      emails: list(text(200), 50),
      domains: list(text(200), 50),
      addresses: list(text(200), 50),
    }),
    'The brand’s own: allowed where a person’s are not.',
  ),
  privateChannels: described(
    { ...localised(200), type: ['object', 'null'] },
    'Where individual matters belong: findings suggest it.',
  ),
  acronyms: described(list(text(40), 500), 'May stand in capitals.'),
});

const where: Readonly<Record<string, JsonSchema>> = {
  networks: list(text(60), 100),
  formats: list(text(60), 100),
  slotIds: list(text(100), 100),
  languages: list({ enum: LANGUAGES }, LANGUAGES.length),
  pillars: list(text(100), 100),
};
const scope = object({ ...where, not: object(where) });

const exampleTexts = object({ pass: list(text(2000), 50), fail: list(text(2000), 50) });

const article = object(
  {
    id: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$', description: 'As in A4: findings quote it.' },
    title: localised(120),
    text: described(localised(1000), 'What findings quote.'),
    rule: described(text(60), 'The rule that watches over it. Without one, the article edits an inherited one.'),
    options: described({ type: 'object' }, 'Those of the rule; a list is given whole or as { add, remove }.'),
    severity: described({ enum: SEVERITIES }, 'advise shows, review asks for another approver, block refuses.'),
    scope: described(scope, 'Where it holds: all that is named must fit.'),
    locked: described({ type: 'boolean' }, 'Whoever inherits may only make it stricter.'),
    waivable: described({ type: 'boolean' }, 'Whether somebody may let a finding pass although it blocks.'),
    off: described({ type: 'boolean' }, 'Does not hold here.'),
    examples: described(
      object({ fr: exampleTexts, en: exampleTexts }),
      'Texts that pass and texts that do not: checked before the charter is activated.',
    ),
  },
  ['id'],
);

/** A charter but for the options of its articles. */
export const SHAPE: JsonSchema = object(
  {
    $schema: text(500),
    format: { const: FORMAT },
    name: text(120),
    voice,
    articles: list(article, MOST_ARTICLES),
  },
  ['format', 'name', 'articles'],
);

/** The schema that is published: a charter with the options of each rule, for editors and other programs. */
export function publishedSchema(rules: ReadonlyMap<string, Rule>): JsonSchema {
  const properties = SHAPE['properties'] as Readonly<Record<string, JsonSchema>>;
  const known = { ...(article['properties'] as object), rule: { enum: [...rules.keys()] } };
  const items = {
    ...article,
    properties: known,
    dependentRequired: { rule: ['title', 'text', 'severity'] },
    allOf: [...rules.values()].map(ofRule),
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:marronnier:charter:1',
    title: 'Marronnier charter',
    ...SHAPE,
    properties: { ...properties, articles: list(items, MOST_ARTICLES) },
  };
}

function ofRule({ meta: { id, title, rationale, floor, options } }: Rule): JsonSchema {
  const allowed = SEVERITIES.slice(SEVERITIES.indexOf(floor ?? 'advise'));
  return {
    if: { required: ['rule'], properties: { rule: { const: id } } },
    then: {
      title: title.en,
      description: rationale.en,
      properties: { options: editable(options as JsonSchema), severity: { enum: allowed } },
    },
  };
}

/** Options of a rule, each list also as changes to an inherited one. */
function editable(options: JsonSchema): JsonSchema {
  const properties = Object.entries((options['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  const changed = properties.map(([name, schema]) => [
    name,
    isList(schema) ? { anyOf: [schema, object({ add: schema, remove: schema })] } : schema,
  ]);
  return { ...options, properties: Object.fromEntries(changed) as unknown };
}

export function isList(schema: unknown): boolean {
  return isObject(schema) && schema['type'] === 'array';
}
