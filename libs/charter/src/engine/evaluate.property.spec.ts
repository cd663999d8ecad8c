import fc from 'fast-check';
import { type Language, LANGUAGES } from '#kernel';
import { lines, texts } from '../../testing/texts.js';
import type { Charter } from '../charter/charter.js';
import type { Finding } from '../finding.js';
import { TOPIC_IDS } from '../lexicons/by-language.js';
import { RULES } from '../rules/index.js';
import { analyse } from '../text/analyse.js';
import { compileCharter, evaluate } from './evaluate.js';

const OPTIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'topic.off_charter': { topics: TOPIC_IDS.slice(0, 20) },
  'topic.forbidden': { topics: TOPIC_IDS.slice(20), competitors: true },
};
const CHARTER: Charter = {
  voice: {
    name: 'Les Hérons',
    languages: ['fr', 'en'],
    address: { fr: 'tu', en: 'casual' },
    competitors: ['Zelmo', 'Orage'],
    competitorHandles: [],
    contacts: { phones: [], emails: [], domains: [], addresses: [] },
    privateChannels: { en: 'private message', fr: 'message privé' },
    acronyms: ['CDI'],
  },
  articles: [...RULES.values()].map(({ meta }, index) => ({
    ...{ id: `A${index}`, title: meta.title, text: meta.rationale, rule: meta.id },
    ...{ options: OPTIONS[meta.id] ?? {}, severity: meta.severity, scope: {} },
  })),
};
const COMPILED = compileCharter(CHARTER, RULES);

function findingsOf(text: string, language: Language): readonly Finding[] {
  return evaluate(COMPILED, {
    ...{ text, language, networks: [], format: null, slotId: null, pillar: null, objective: 'a', stage: 'b' },
    ...{ invitation: { required: true, kind: 'any' }, sponsored: true, media: [], link: null, poll: null },
  }).findings;
}

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
const runs = { numRuns: 300 };
const languages = fc.constantFrom(...LANGUAGES);

it('marks what a reader can select: whole characters inside the text', () => {
  fc.assert(
    fc.property(texts(), languages, (text, language) => {
      const cuts = new Set([...Array.from(segmenter.segment(text), ({ index }) => index), text.length]);
      for (const { kind, span, evidence, suggestions } of findingsOf(text, language))
        for (const place of [...(span ? [span] : []), ...evidence, ...suggestions.map((offered) => offered.span)])
          expect({
            kind,
            place,
            whole: cuts.has(place.start) && cuts.has(place.end),
            filled: place.start < place.end,
          }).toEqual({ kind, place, whole: true, filled: true });
    }),
    runs,
  );
});

it('says the same of the same text', () => {
  fc.assert(
    fc.property(texts(), texts(), languages, (text, between, language) => {
      const first = findingsOf(text, language);
      findingsOf(between, language);
      expect(findingsOf(text, language)).toEqual(first);
    }),
    runs,
  );
});

it('finds the same, further on, when an emoji is put in front', () => {
  const front = '🎯 ';
  const summary = (findings: readonly Finding[], shift: number): object[] =>
    findings.map(({ kind, span, fingerprint }) => ({
      ...{ kind, fingerprint, start: span && span.start + shift, end: span && span.end + shift },
    }));
  fc.assert(
    fc.property(texts(), languages, (text, language) => {
      // What joins the character before would make another emoji of it.
      fc.pre(!/^[\p{M}\p{Emoji_Modifier}\u200d]/u.test(text));
      expect(summary(findingsOf(front + text, language), 0)).toEqual(summary(findingsOf(text, language), front.length));
    }),
    runs,
  );
});

it('offers what settles a finding, never another of its kind', () => {
  fc.assert(
    fc.property(texts(), languages, (text, language) => {
      const before = findingsOf(text, language);
      for (const { kind, suggestions } of before)
        for (const { span, replacement } of suggestions) {
          const better = text.slice(0, span.start) + replacement + text.slice(span.end);
          const count = (findings: readonly Finding[]): number => findings.filter((one) => one.kind === kind).length;
          expect({ kind, better, fewer: count(findingsOf(better, language)) < count(before) }).toEqual({
            ...{ kind, better, fewer: true },
          });
        }
    }),
    runs,
  );
});

it('names a finding alike whatever becomes of other sentences, and otherwise once its own changes', () => {
  fc.assert(
    fc.property(lines, lines, lines, languages, (line, one, other, language) => {
      const named = (text: string): Map<string, string> =>
        new Map(
          findingsOf(text, language)
            .filter(({ span, evidence }) => span && evidence.every(({ end }) => end <= line.length))
            .map(({ kind, evidence, fingerprint }) => [`${kind} ${JSON.stringify(evidence)}`, fingerprint]),
        );
      const names = named(`${line}\n${one}`);
      for (const [finding, name] of named(`${line}\n${other}`))
        expect({ finding, name: names.get(finding) ?? name }).toEqual({ finding, name });
      if (analyse(line).sentences.length > 1) return;
      const changed = named(`${line.replace(/fin\.$/, 'suite.')}\n${one}`);
      expect([...changed.values()].filter((name) => [...names.values()].includes(name))).toEqual([]);
    }),
    runs,
  );
});
