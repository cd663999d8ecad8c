import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ERRORS } from '#kernel';
import { format, resolveConfig } from 'prettier';
import { startTestApi, type TestApi } from '../harness/test-api.js';

const SNAPSHOT = join(process.cwd(), 'test/openapi/openapi.json');

describe('the OpenAPI document', () => {
  let api: TestApi;
  let document: OpenAPIObject;

  beforeAll(async () => {
    api = await startTestApi();
    document = (await api.call('GET', '/openapi.json', { key: null })).body as OpenAPIObject;
  });
  afterAll(() => api.close());

  it('is the one that was agreed; UPDATE=1 writes it anew', async () => {
    if (process.env['UPDATE'] === '1') await writeFile(SNAPSHOT, await pretty(document));
    expect(document).toEqual(JSON.parse(await readFile(SNAPSHOT, 'utf8')));
  });

  it('lists every code', () => {
    const codes = document.components?.schemas?.['ProblemCode'] as { enum?: string[] } | undefined;
    expect(codes?.enum).toEqual(Object.keys(ERRORS));
  });

  it('says of every operation what it is for, what it answers and how it refuses', () => {
    const lacking = operationsOf(document).filter(
      ({ operation }) =>
        !operation.summary ||
        operation.responses['default'] === undefined ||
        !Object.keys(operation.responses).some((status) => status.startsWith('2')),
    );
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  it('has one id per operation and no reference that leads nowhere', () => {
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(references.filter((name) => !document.components?.schemas?.[name])).toEqual([]);
  });
});

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

function operationsOf(document: OpenAPIObject): { name: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ name: `${method} ${path}`, operation }] : [];
    }),
  );
}

async function pretty(document: OpenAPIObject): Promise<string> {
  return format(JSON.stringify(document), { ...(await resolveConfig(SNAPSHOT)), parser: 'json' });
}
