import { describeWithPds, type Pds, startPds } from './pds/index.js';
import { describeWithWordPress, startWordPress, type WordPress } from './wordpress/index.js';

describeWithPds('the Bluesky PDS', () => {
  let pds: Pds;
  beforeAll(async () => {
    pds = await startPds({ rateLimits: true });
  });
  afterAll(() => pds.close());

  it('makes accounts that write records, and tells an expired token from a wrong one', async () => {
    const { did, accessJwt } = await pds.createAccount('baker');
    const put = (token: string) => putRecord(pds.url, did, token);
    expect(await put(accessJwt)).toMatchObject({ status: 200, limit: '3000' });
    expect(await put(pds.expiredAccessJwt(did))).toMatchObject({ status: 400, error: 'ExpiredToken' });
    expect(await put('x.y.z')).toMatchObject({ status: 400, error: 'InvalidToken' });
    expect((await pds.records(did, 'app.bsky.feed.post')).map(({ value }) => value['text'])).toEqual(['Fresh bread']);
  });
});

async function putRecord(url: string, repo: string, token: string) {
  const record = { $type: 'app.bsky.feed.post', text: 'Fresh bread', createdAt: '2026-11-24T08:00:00.000Z' };
  const body = { repo, collection: 'app.bsky.feed.post', rkey: '3mb4hqk2lms2a', record, swapRecord: null };
  const response = await fetch(`${url}/xrpc/com.atproto.repo.putRecord`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { error } = (await response.json()) as { error?: string };
  return { status: response.status, error, limit: response.headers.get('ratelimit-limit') };
}

describeWithWordPress('WordPress', () => {
  let wordpress: WordPress;
  beforeAll(async () => {
    wordpress = await startWordPress();
  });
  afterAll(() => wordpress.close());

  it('takes application passwords, and knows who may publish', async () => {
    const post = { title: 'Fresh bread', status: 'publish' };
    expect(await create(wordpress.url, wordpress.author, post)).toMatchObject({ answered: 201 });
    expect(await create(wordpress.url, wordpress.contributor, post)).toMatchObject({ code: 'rest_cannot_publish' });
    const titles = await wordpress.look<{ title: { raw: string } }[]>('/posts?context=edit');
    expect(titles.map(({ title }) => title.raw).sort()).toEqual(['Fresh bread', 'Hello world!']);
  });
});

async function create(url: string, who: WordPress['author'], post: object) {
  const pair = Buffer.from(`${who.user}:${who.applicationPassword}`).toString('base64');
  const response = await fetch(`${url}/wp-json/wp/v2/posts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Basic ${pair}` },
    body: JSON.stringify(post),
  });
  return { answered: response.status, ...((await response.json()) as { code?: string }) };
}
