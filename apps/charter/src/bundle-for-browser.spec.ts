import { gzipSync } from 'node:zlib';
import { bundleForBrowser, LARGEST_BUNDLE } from './bundle-for-browser.js';

let code: string;
let imports: readonly string[];

beforeAll(async () => {
  ({ code, imports } = await bundleForBrowser());
});

it('imports nothing', () => {
  expect(imports).toEqual([]);
  expect(code).not.toMatch(/\bprocess\.(env|cwd|versions)|\bBuffer\.from|\b__dirname\b/);
});

it('stays small', () => {
  expect(gzipSync(code).length).toBeLessThan(LARGEST_BUNDLE);
});

it('judges a post where it is loaded', async () => {
  const loaded = (await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  )) as typeof import('#charter');
  const { compileCharter, evaluate, RULES } = loaded;
  const { meta } = RULES.get('tone.shouting')!;
  const charter = compileCharter(
    {
      voice: {
        ...{ name: 'Hérons', languages: ['fr'], address: { fr: 'tu', en: 'any' }, competitors: [] },
        ...{ competitorHandles: [], privateChannels: null, acronyms: [] },
        contacts: { phones: [], emails: [], domains: [], addresses: [] },
      },
      articles: [
        {
          id: 'H2',
          title: meta.title,
          text: meta.rationale,
          rule: meta.id,
          options: {},
          severity: 'review',
          scope: {},
        },
      ],
    },
    RULES,
  );
  const { verdict, findings } = evaluate(charter, {
    ...{ text: 'TOUS AU GYMNASE dimanche', language: 'fr', networks: [], format: null, slotId: null, pillar: null },
    ...{ objective: null, stage: null, invitation: { required: false, kind: 'any' }, sponsored: false },
    ...{ media: [], link: null, poll: null },
  });
  expect(verdict).toBe('review');
  expect(findings.map(({ span }) => span)).toEqual([{ start: 0, end: 15 }]);
});
