import { readdirSync } from 'node:fs';
import { LANGUAGES } from '#kernel';
import type { Charter } from '../charter/charter.js';
import { compileCharter, evaluate } from '../engine/evaluate.js';
import { NO_FACTS } from '../facts.js';
import type { RuleExample } from '../rule.js';
import type { Subject } from '../subject.js';
import { RULES } from './index.js';

const SUBJECT: Omit<Subject, 'text'> = {
  language: null,
  networks: [],
  format: null,
  slotId: null,
  pillar: null,
  objective: 'inform',
  stage: 'community',
  invitation: { required: false, kind: 'any' },
  sponsored: false,
  media: [],
  link: null,
  poll: null,
};

function charterOf(
  rule: string,
  options: Readonly<Record<string, unknown>> = {},
  brand: RuleExample['brand'] = {},
): Charter {
  return {
    voice: {
      name: 'Atelier Nord',
      languages: ['fr', 'en'],
      address: { fr: 'any', en: 'any' },
      competitors: [],
      competitorHandles: [],
      contacts: { phones: ['04 65 71 00 00'], emails: [], domains: ['nord.example'], addresses: [] },
      privateChannels: { en: 'private message', fr: 'message privé' },
      acronyms: [],
      ...brand,
    },
    articles: [
      {
        ...{ id: 'A1', title: { en: 'a', fr: 'a' }, text: { en: 'The article.', fr: 'L’article.' }, rule, options },
        ...{ severity: 'advise', scope: {} },
      },
    ],
  };
}

it('knows each file of its folder', () => {
  const files = readdirSync(new URL('.', import.meta.url)).flatMap(
    (name) => /^(.*)\.rule\.[jt]s$/.exec(name)?.[1] ?? [],
  );
  expect([...RULES.keys()]).toEqual(files.sort());
});

describe.each([...RULES.values()].map((rule) => [rule.meta.id, rule] as const))('%s', (id, { meta }) => {
  it.each(LANGUAGES)('shows in %s what it means', (language) => {
    const { valid, invalid } = meta.examples[language];
    expect(valid.length).toBeGreaterThan(0);
    expect(invalid.length).toBeGreaterThan(0);
    const check = ({ text, subject, options, facts, brand }: RuleExample) =>
      evaluate(
        compileCharter(charterOf(id, options, brand), RULES),
        { ...SUBJECT, language, ...subject, text },
        { facts: { ...NO_FACTS, ...facts } },
      ).findings;
    for (const example of valid)
      expect({ text: example.text, found: check(example) }).toEqual({ text: example.text, found: [] });
    for (const example of invalid) {
      const found = check(example);
      expect({ text: example.text, found: found.length > 0 }).toEqual({ text: example.text, found: true });
      const marked = found.map(({ span }) => span && example.text.slice(span.start, span.end));
      expect(marked).toContain(example.marks ?? null);
    }
  });

  it('says everything in both languages, with all its data', () => {
    for (const message of Object.values(meta.messages))
      for (const language of LANGUAGES) expect(message[language].length).toBeGreaterThan(10);
    for (const language of LANGUAGES)
      for (const { text, subject, options, facts, brand } of meta.examples[language].invalid)
        for (const { message } of evaluate(
          compileCharter(charterOf(id, options, brand), RULES),
          { ...SUBJECT, language, ...subject, text },
          { facts: { ...NO_FACTS, ...facts } },
        ).findings)
          expect(message[language]).not.toMatch(/\{\w+\}/);
  });
});
