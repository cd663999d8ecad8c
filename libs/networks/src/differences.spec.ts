import { manifest } from './adapters/webhook/manifest.js';
import { differing, explainDifferences, verdict } from './differences.js';

describe('what a network did otherwise than asked', () => {
  it('is named in the order of what was looked at', () => {
    expect(differing({ text: false, media: true, alt_text: false })).toEqual(['text', 'alt_text']);
    expect(verdict(['text'])).toEqual({ kind: 'degraded', differences: ['text'] });
    expect(verdict(differing({ text: true }))).toEqual({ kind: 'faithful' });
  });

  it('is told in a sentence, with the parts as a list', () => {
    expect(explainDifferences(manifest, ['text', 'alt_text', 'poll'], 'en')).toBe(
      'On Webhook, this is not as it was planned: the text, the alternative text, and the poll. Look at it there.',
    );
    expect(explainDifferences(manifest, ['text', 'alt_text'], 'fr')).toBe(
      'Sur Webhook, ceci n’est pas comme prévu : le texte et le texte alternatif. Allez voir sur place.',
    );
  });

  it('says first what became of the whole', () => {
    expect(explainDifferences(manifest, ['text', 'unverified'], 'en')).toMatch(/^It is out, but Webhook .* the text\./);
    expect(explainDifferences(undefined, ['missing'], 'fr')).toMatch(/^Le réseau a accepté le post/);
  });

  it('is nothing where there is nothing, or nothing this build has words for', () => {
    expect(explainDifferences(manifest, [], 'en')).toBeNull();
    expect(explainDifferences(manifest, ['toString', 'of_a_later_build'], 'en')).toBeNull();
  });
});
