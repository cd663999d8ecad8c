import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Kept for 24 h: the same request with the same key gets the first answer again, `Idempotent-Replayed: true`.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
const DRY_RUN: Parameter = {
  name: 'dryRun',
  in: 'query',
  required: false,
  description: 'Checks everything, answers as usual and keeps nothing.',
  schema: { type: 'boolean', default: false },
};
const LANGUAGE: Parameter = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: 'The language of messages: en or fr.',
  schema: { type: 'string' },
};

/** What each method takes without its handler saying so. */
const PARAMETERS: Readonly<Record<Method, readonly Parameter[]>> = {
  get: [],
  post: [IDEMPOTENCY_KEY, DRY_RUN],
  put: [],
  patch: [],
  delete: [],
};

const PROBLEM = {
  description: 'A refusal, or a failure of ours.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemResponse' } } },
};

/** Adds to each operation under /v1 what the api does everywhere: its headers and its way of refusing. */
export function addManners(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) addTo(operation, path.startsWith('/v1/') ? [...PARAMETERS[method], LANGUAGE] : []);
    }
  }
  return document;
}

function addTo(operation: Operation, parameters: readonly Parameter[]): void {
  operation.parameters = [...(operation.parameters ?? []), ...parameters];
  operation.responses = { ...operation.responses, default: PROBLEM };
}
