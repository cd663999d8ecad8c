import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { startTestApi, type TestApi } from '../harness/test-api.js';

interface Route {
  method: string;
  path: string;
  parameters: string[];
}

/** Path parameters that are not UUIDs, and a well-formed value of each that names nothing. */
const OTHER_IDS: Readonly<Record<string, string>> = {
  occurrenceId: `${randomUUID()}_20261130T0900`,
  networkId: 'nowhere',
  externalId: 'nowhere',
  number: '999',
};
/** Ids that are names: any text is well-formed. */
const NAMES = ['networkId', 'externalId'];
const MALFORMED = ['1', 'q', '%00', '..%2f', randomUUID().slice(1), `${randomUUID()}'`, 'é'.repeat(50)];

describe('T18: ids that are unknown or malformed', () => {
  let api: TestApi;
  let routes: Route[];

  beforeAll(async () => {
    api = await startTestApi();
    routes = routesOf((await api.call('GET', '/openapi.json')).body as OpenAPIObject);
  });
  afterAll(() => api.close());

  it('finds the routes', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain('DELETE /v1/api-keys/{keyId}');
  });

  it('answers 404 to ids of nothing, on every route', async () => {
    const wrong = [];
    for (const route of routes) {
      const answer = await api.call(
        route.method,
        fill(route, () => randomUUID()),
      );
      if (!isProblem(answer, 404)) wrong.push(`${route.method} ${route.path}: ${answer.status} ${answer.text}`);
    }
    expect(wrong).toEqual([]);
  });

  it('answers 400, or 404 where nothing has such a name, to malformed ids, and never 500', async () => {
    const wrong = [];
    for (const route of routes) {
      for (const bad of MALFORMED) {
        const answer = await api.call(
          route.method,
          fill(route, () => bad, true),
        );
        const named = route.parameters.every((name) => NAMES.includes(name));
        // Versions are numbered.
        const numbered = bad === '1' && route.parameters.includes('number');
        const expected = bad === '%00' || named || numbered ? [400, 404] : [400];
        if (!expected.some((status) => isProblem(answer, status)))
          wrong.push(`${route.method} ${route.path} ${bad}: ${answer.status} ${answer.text}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers 204 to DELETE, and 404 to the second', async () => {
    const body = { name: 'short-lived', scopes: ['calendar:read'], brands: 'all' };
    const { id } = (await api.call('POST', '/v1/api-keys', { body })).body as { id: string };
    const answers = [await api.call('DELETE', `/v1/api-keys/${id}`), await api.call('DELETE', `/v1/api-keys/${id}`)];
    expect(answers.map(({ status, text }) => [status, text === ''])).toEqual([
      [204, true],
      [404, false],
    ]);
  });
});

/** GET and DELETE carry no body, so nothing but the id can be wrong with them. */
function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'delete'] as const)
      .filter((method) => item[method] && path.startsWith('/v1/') && path.includes('{'))
      .filter((method) => !requiresQuery(item[method]?.parameters))
      .map((method) => ({ method: method.toUpperCase(), path, parameters: namesIn(path) })),
  );
}

function requiresQuery(parameters: readonly object[] = []): boolean {
  return parameters.some(
    (parameter) => 'in' in parameter && parameter.in === 'query' && 'required' in parameter && parameter.required,
  );
}

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}

function fill(route: Route, id: () => string, everywhere = false): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (everywhere ? id() : (OTHER_IDS[name] ?? id())));
}

function isProblem(answer: { status: number; headers: Headers }, status: number): boolean {
  return answer.status === status && (answer.headers.get('content-type') ?? '').startsWith('application/problem+json');
}
