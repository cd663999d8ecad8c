import { analyse } from '../text/analyse.js';
import { fingerprintOf } from './fingerprint.js';

const TEXT = 'Venez tôt ! Dernière chance : l’atelier des client·e·s ferme à 18 h. À demain.';

function nameOf(text: string, words = 'Dernière chance'): string {
  const start = text.indexOf(words);
  return fingerprintOf('tone.too_salesy', 'salesy', [{ start, end: start + words.length }], analyse(text));
}

it('stays what it was: waivers are kept by it', () => {
  expect(nameOf(TEXT)).toBe('d363bd6be62d62c9');
  expect(fingerprintOf('purpose.missing', 'missing', [], analyse(TEXT))).toBe('fa7c3bb0dca42026');
});

it('survives what changes elsewhere, and how the sentence is typed', () => {
  expect(nameOf(TEXT.replace('À demain', 'À lundi'))).toBe(nameOf(TEXT));
  expect(nameOf(TEXT.replace('l’atelier', "l'atelier").replace('à 18', 'a 18'))).toBe(nameOf(TEXT));
});

it('dies when the sentence changes, be it an ending', () => {
  expect(nameOf(TEXT.replace('ferme', 'ouvre'))).not.toBe(nameOf(TEXT));
  expect(nameOf(TEXT.replace('client·e·s', 'clients'))).not.toBe(nameOf(TEXT));
});
