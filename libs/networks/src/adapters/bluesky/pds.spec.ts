import {
  describeWithPds,
  type Pds,
  type PdsAccount,
  type PdsRecord,
  startPds,
} from '../../../../../test/servers/pds/index.js';
import { contractSuite } from '../../../testing/contract-suite.js';
import { drive, type Settled, stored, withSession } from '../../../testing/drive.js';
import { keyedByContent } from '../../../testing/harness/keyed-by-content.js';
import { createMemoryMedia } from '../../../testing/memory-media.js';
import { SAMPLE_SEED, samplePlan } from '../../../testing/sample-plan.js';
import { spoiled } from '../../../testing/spoil.js';
import { testAccount, testIo } from '../../../testing/test-io.js';
import type { AdapterIo, Ancestor, PlannedMedia, PublishPlan, Seed } from '../../contract.js';
import { createHttpClient } from '../../http/http-client.js';
import { blueskyAdapter } from './adapter.js';
import { manifest } from './manifest.js';
import { readState } from './state.js';

const POST = 'app.bsky.feed.post';
const HTTP = createHttpClient({ allowPrivate: true, userAgent: 'test' });

describeWithPds('Bluesky on a real PDS', () => {
  let pds: Pds;
  let accounts = 0;
  beforeAll(async () => {
    pds = await startPds();
  });
  afterAll(() => pds.close());

  const newAccount = (): Promise<PdsAccount> => pds.createAccount(`baker-${++accounts}`);

  // One account and one session for all of the suite: signing in is made slow on purpose.
  let suite: { account: PdsAccount; io: AdapterIo } | undefined;
  let families = 0;
  contractSuite('bluesky on a real PDS', async () => {
    const account = suite?.account ?? (await newAccount());
    suite ??= { account, io: await withSession(blueskyAdapter, ioOf(pds, account)) };
    const count = async () => (await pds.records(account.did, POST)).length;
    const before = await count();
    return {
      adapter: keyedByContent(blueskyAdapter, `#${++families}`),
      io: suite.io,
      count: async () => (await count()) - before,
      secrets: [account.appPassword, account.password, suite.io.account.session!.values['refreshJwt']!],
      close: () => Promise.resolve(),
    };
  });

  describe('a post', () => {
    let baker: PdsAccount;
    let io: AdapterIo;
    beforeEach(async () => {
      baker = await newAccount();
      io = await withSession(blueskyAdapter, ioOf(pds, baker));
    });

    it('carries links, hashtags and mentions by byte, and leaves plain what is nobody’s handle', async () => {
      const friend = await newAccount();
      const text = `Crème 👩‍🍳 par @${friend.handle} et @nobody.test : https://example.org/fold, #Pâtisserie`;
      const { value } = await publishOne(io, pds, baker, { text });
      expect(value['langs']).toEqual(['en']);
      expect(featuresOf(value)).toEqual([
        [`@${friend.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: friend.did }],
        ['https://example.org/fold', { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/fold' }],
        ['#Pâtisserie', { $type: 'app.bsky.richtext.facet#tag', tag: 'Pâtisserie' }],
      ]);
    });

    it('shows four images, each with its alternative text and shape', async () => {
      const media = [1, 2, 3, 4].map((number) => image(number));
      const { value } = await publishOne(io, pds, baker, { media });
      const { images } = value['embed'] as { images: { alt: string; aspectRatio: object; image: { size: number } }[] };
      expect(images.map(({ alt }) => alt)).toEqual(media.map(({ altText }) => altText));
      expect(images.map(({ aspectRatio }) => aspectRatio)).toEqual(media.map(() => ({ width: 1200, height: 800 })));
      expect(new Set(images.map(({ image: blob }) => JSON.stringify(blob))).size).toBe(4);
    });

    it('shows a link as a card with its picture, a video, warnings and languages', async () => {
      const options = {
        cardTitle: 'Recette',
        cardDescription: 'Vingt-sept couches',
        languages: ['fr', 'en'],
        contentLabels: ['nudity'],
      };
      const link = 'https://example.org/recipes?id=1&lang=fr';
      const card = await publishOne(io, pds, baker, { link, media: [image(1)], options });
      expect(card.value).toMatchObject({
        langs: ['fr', 'en'],
        labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'nudity' }] },
        embed: {
          $type: 'app.bsky.embed.external',
          external: {
            uri: link,
            title: 'Recette',
            description: 'Vingt-sept couches',
            thumb: { mimeType: 'image/jpeg' },
          },
        },
      });
      const video = await publishOne(io, pds, baker, { media: [VIDEO] }, 'video');
      expect(video.value).toMatchObject({
        embed: { $type: 'app.bsky.embed.video', alt: VIDEO.altText, video: { mimeType: 'video/mp4' } },
      });
    });

    it('is answered by its thread, each part by the next, and itself by the first comment', async () => {
      const plan = samplePlan({
        media: [],
        link: null,
        thread: [{ text: 'Two.' }, { text: 'Three.' }],
        firstComment: 'First!',
      });
      const settled: Ancestor[] = [];
      for (const [index, unit] of unitsOf(plan).entries()) {
        const family = { parent: settled.at(-1) ?? null, root: settled[0] ?? null };
        const { remote, state } = published(
          await drive(blueskyAdapter, unit, { ...seedOf(`unit-${index}`), ...family }, io),
        );
        settled.push({ ...remote, state });
      }
      const records = await pds.records(baker.did, POST);
      const told = (text: string) => records.find(({ value }) => value['text'] === text);
      const ref = (record?: PdsRecord) => ({ uri: record?.uri, cid: record?.cid });
      const root = ref(told(plan.text));
      expect(told('Two.')?.value['reply']).toEqual({ root, parent: root });
      expect(told('Three.')?.value['reply']).toEqual({ root, parent: ref(told('Two.')) });
      expect(told('First!')?.value['reply']).toEqual({ root, parent: root });
      expect(records.length).toBe(4);
    });

    it('answers a post that a person named by its address on the web', async () => {
      const first = await publishOne(io, pds, baker, {});
      const url = `https://bsky.app/profile/${baker.handle}/post/${first.uri.split('/').at(-1)}`;
      const parent = { id: url, url, state: null };
      const [, comment] = unitsOf(samplePlan({ media: [], link: null, firstComment: 'First!' }));
      published(await drive(blueskyAdapter, comment!, { ...seedOf('comment'), parent, root: parent }, io));
      const [newest] = await pds.records(baker.did, POST);
      expect(newest?.value['reply']).toMatchObject({ parent: { uri: first.uri, cid: first.cid } });
    });

    it('is refused at 301 graphemes before anything is sent, and taken at 300', async () => {
      const issues = blueskyAdapter.validate(
        samplePlan({ text: '👩‍🍳'.repeat(301), media: [], link: null }),
        manifest.capabilities,
      );
      expect(issues).toMatchObject([
        { level: 'error', code: 'network.text_too_long', params: { max: 300, used: 301 } },
        { level: 'error', params: { unit: 'utf8_bytes' } },
      ]);
      const { value } = await publishOne(io, pds, baker, { text: 'é'.repeat(300) });
      expect(value['text']).toBe('é'.repeat(300));
      const tooLong = prepared({ text: 'é'.repeat(301) });
      expect(await blueskyAdapter.run(blueskyAdapter.nextStep(tooLong)!, tooLong, io)).toMatchObject({
        error: { class: 'permanent', code: 'bluesky.refused', networkCode: 'InvalidRequest' },
      });
    });

    it('is one record when the answer is lost twice', async () => {
      const state = prepared({});
      const step = blueskyAdapter.nextStep(state)!;
      for (let i = 0; i < 2; i++) {
        const lost = await blueskyAdapter.run(step, stored(state), spoiled(io, 0, 'answer_lost'));
        expect(lost).toMatchObject({ kind: 'failed', error: { class: 'retryable', phase: 'sent' } });
      }
      expect(await blueskyAdapter.run(step, stored(state), io)).toMatchObject({ kind: 'done' });
      expect(await blueskyAdapter.reconcile(state, io)).toMatchObject({ kind: 'found' });
      expect((await pds.records(baker.did, POST)).length).toBe(1);
    });

    it('never writes over what stands under its key', async () => {
      const { value } = await publishOne(io, pds, baker, { text: 'First.' });
      const other = prepared({ text: 'Second.' });
      expect(await blueskyAdapter.run(blueskyAdapter.nextStep(other)!, other, io)).toMatchObject({
        error: { class: 'permanent', code: 'bluesky.key_taken', networkCode: 'InvalidSwap' },
      });
      expect(await blueskyAdapter.reconcile(other, io)).toMatchObject({ kind: 'undecidable' });
      expect((await pds.records(baker.did, POST)).map((record) => record.value)).toEqual([value]);
    });

    it('goes out after an expired session has been renewed', async () => {
      const accessJwt = pds.expiredAccessJwt(baker.did);
      const values = { ...io.account.session!.values, accessJwt };
      const expired = { ...io, account: { ...io.account, session: { values, expiresAt: null } } };
      const state = prepared({});
      const refused = await blueskyAdapter.run(blueskyAdapter.nextStep(state)!, state, expired);
      expect(refused).toMatchObject({ error: { class: 'auth', networkCode: 'ExpiredToken', httpStatus: 400 } });
      published(await drive(blueskyAdapter, unitsOf(bare())[0]!, seedOf('again'), expired));
      expect((await pds.records(baker.did, POST)).length).toBe(1);
    });

    it('tells what became different, and that it is gone', async () => {
      const settled = published(
        await drive(blueskyAdapter, unitsOf({ ...bare(), media: [image(1)] })[0]!, seedOf('k'), io),
      );
      const { remote, state } = settled;
      const wire = readState(state).wire;
      const elsewhere = { ...state, wire: { ...wire, text: 'Other.', embed: null } };
      expect(await blueskyAdapter.verify!(remote, state, io)).toEqual({ kind: 'faithful' });
      expect(await blueskyAdapter.verify!(remote, elsewhere, io)).toEqual({
        kind: 'degraded',
        differences: ['text', 'media'],
      });
      expect(await blueskyAdapter.remove!(remote, io)).toEqual({ kind: 'removed' });
      expect(await blueskyAdapter.verify!(remote, state, io)).toEqual({ kind: 'degraded', differences: ['missing'] });
    });
  });

  it('knows the account, renews by refresh token, by password when that is over, and not with a wrong one', async () => {
    const baker = await newAccount();
    const bare = ioOf(pds, baker);
    expect(await blueskyAdapter.check(bare)).toMatchObject({ kind: 'ok', account: baker.handle });
    const signedIn = await withSession(blueskyAdapter, bare);
    const first = signedIn.account.session!;
    expect(first.values).toMatchObject({ did: baker.did, pds: pds.url });
    expect(Date.parse(first.expiresAt!)).toBeGreaterThan(new Date().getTime() + 3_600_000);
    const second = await withSession(blueskyAdapter, signedIn, true);
    expect(second.account.session!.values['refreshJwt']).not.toBe(first.values['refreshJwt']);
    const over = withToken(second, 'refreshJwt', 'x.y.z');
    expect(await blueskyAdapter.renew!(over)).toMatchObject({ kind: 'renewed' });
    const credentials = { ...bare.account.credentials, appPassword: 'wrong' };
    const wrong = { ...over, account: { ...over.account, credentials } };
    expect(await blueskyAdapter.renew!(wrong)).toMatchObject({
      error: { class: 'auth', code: 'bluesky.unauthorized', networkCode: 'AuthenticationRequired' },
    });
  });

  it('gets leave for the video service with an app password', async () => {
    const baker = await newAccount();
    const io = await withSession(blueskyAdapter, { ...ioOf(pds, baker), now: new Date() });
    const state = prepared({ media: [{ ...VIDEO, bytes: 60_000_000 }] });
    const step = blueskyAdapter.nextStep(state)!;
    const seen: string[] = [];
    const http: AdapterIo['http'] = {
      send: (request) => {
        seen.push(new URL(request.url).pathname.split('/').at(-1) ?? '');
        return io.http.send(request);
      },
    };
    expect(step.id).toBe('upload_video');
    // There is no video service here: the PDS has signed, and nobody took the video.
    expect(await blueskyAdapter.run(step, state, { ...io, http })).toMatchObject({
      error: { code: 'bluesky.refused', httpStatus: 404 },
    });
    expect(seen).toEqual(['com.atproto.server.getServiceAuth', 'app.bsky.video.uploadVideo']);
  });
});

describeWithPds('a PDS that counts', () => {
  it('is left alone until its window ends once it says 429', async () => {
    const pds = await startPds({ rateLimits: true });
    try {
      const credentials = { identifier: 'nobody.test', appPassword: 'x', host: pds.url };
      const io = testIo({ account: testAccount(credentials), http: HTTP, hosts: manifest.hosts, now: new Date() });
      // Thirty sign-ins of one name in five minutes; each takes its time, so they go at once.
      const refused = await Promise.all(Array.from({ length: 30 }, () => blueskyAdapter.check(io)));
      expect(refused).toEqual(
        Array(30).fill(expect.objectContaining({ error: expect.objectContaining({ class: 'auth' }) })),
      );
      const last = await blueskyAdapter.check(io);
      expect(last).toMatchObject({
        error: { class: 'rate_limited', networkCode: 'RateLimitExceeded', scope: 'account' },
      });
      const wait = last.kind === 'failed' ? last.error.retryAfter!.getTime() - io.now.getTime() : 0;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(301_000);
    } finally {
      await pds.close();
    }
  });
});

function ioOf(pds: Pds, { handle, appPassword }: PdsAccount): AdapterIo {
  const credentials = { identifier: handle, appPassword, host: pds.url };
  return testIo({
    account: testAccount(credentials, { capabilities: manifest.capabilities }),
    http: HTTP,
    hosts: { ...manifest.hosts, video: `${pds.url}/no-video-service` },
    media: createMemoryMedia(),
  });
}

function withToken(io: AdapterIo, name: string, value: string): AdapterIo {
  const session = io.account.session!;
  return { ...io, account: { ...io.account, session: { ...session, values: { ...session.values, [name]: value } } } };
}

function bare(changes: Partial<PublishPlan> = {}): PublishPlan {
  return samplePlan({ text: 'Fresh bread.', media: [], link: null, ...changes });
}

function unitsOf(plan: PublishPlan) {
  return blueskyAdapter.render(plan, manifest.capabilities).units;
}

function prepared(changes: Partial<PublishPlan>) {
  return blueskyAdapter.prepare(unitsOf(bare(changes))[0]!, seedOf('k'));
}

function seedOf(key: string): Seed {
  return { ...SAMPLE_SEED, key };
}

function published(settled: Settled): Extract<Settled, { kind: 'published' }> {
  if (settled.kind !== 'published') throw new Error('left to a person');
  return settled;
}

async function publishOne(
  io: AdapterIo,
  pds: Pds,
  { did }: PdsAccount,
  changes: Partial<PublishPlan>,
  key = 'k',
): Promise<PdsRecord> {
  const { remote } = published(await drive(blueskyAdapter, unitsOf(bare(changes))[0]!, seedOf(key), io));
  const record = (await pds.records(did, POST)).find(({ uri }) => uri === remote.id);
  if (!record) throw new Error(`nothing at ${remote.id}`);
  return record;
}

/** What each facet covers, cut by bytes, with what it says. */
function featuresOf(value: PdsRecord['value']): [string, object][] {
  const facets = value['facets'] as { index: { byteStart: number; byteEnd: number }; features: object[] }[];
  const bytes = Buffer.from(String(value['text']));
  return facets.map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), features[0]!]);
}

function image(number: number): PlannedMedia {
  return {
    mediaId: `image-${number}`,
    url: 'https://media.example.org/x',
    mimeType: 'image/jpeg',
    bytes: 4_000,
    width: 1200,
    height: 800,
    altText: `Hands folding butter, ${number}`,
  };
}

const VIDEO: PlannedMedia = {
  ...image(0),
  mediaId: 'video-1',
  mimeType: 'video/mp4',
  altText: 'Butter goes into the dough',
  durationMs: 12_000,
};
