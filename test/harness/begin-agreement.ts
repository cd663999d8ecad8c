import { expectStatus } from './scenario.js';
import type { TestAnswer, TestApi } from './test-api.js';

/** A page of ours that a person opened before they go to a network. */
export interface BeginPage {
  page: TestAnswer;
  /** Where it leads. */
  networkUrl: string;
  /** What the browser keeps, as its `Cookie` header. */
  cookie: string;
}

/** Opens the address that `POST …/channels/authorize` answered, as a person's browser does. */
export async function openBeginPage(
  { call }: Pick<TestApi, 'call'>,
  authorizationUrl: string,
  headers: Record<string, string> = {},
): Promise<BeginPage> {
  const { pathname, search } = new URL(authorizationUrl);
  const page = expectStatus(await call('GET', pathname + search, { key: null, headers }), 200);
  const href = / href="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const [cookie = ''] = (page.headers.get('set-cookie') ?? '').split(';');
  return { page, networkUrl: href.replaceAll('&amp;', '&'), cookie };
}
