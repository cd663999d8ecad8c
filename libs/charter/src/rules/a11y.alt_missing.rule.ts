import { PLACEHOLDER_ALT_TEXTS } from '../lexicons/placeholder-alt-texts.js';
import type { Rule } from '../rule.js';

/** What fills the field without describing anything. */
const FILE_NAME = /^[\w\-. ()]+\.(?:jpe?g|png|gif|webp|avif|heic|mp4|mov|svg|tiff?|bmp)$/i;
const CAMERA =
  /^(?:img|image|dsc|dscn|pxl|photo|pic|picture|screenshot|capture(?: d['’]écran)?|whatsapp image|untitled|sans titre|scan|file|fichier)[\s_\-]*[\d\s_\-.:()]*$/i;
/** Letters of the shortest text that says something. */
const SHORTEST = 4;

/** An image without a text that stands for it. */
export const a11yAltMissing: Rule = {
  meta: {
    id: 'a11y.alt_missing',
    title: { en: 'No alternative text', fr: 'Pas de texte alternatif' },
    rationale: {
      en: 'Whoever cannot see the image reads this text instead (WCAG 2.2, 1.1.1).',
      fr: 'Qui ne voit pas l’image lit ce texte à la place (WCAG 2.2, 1.1.1).',
    },
    severity: 'advise',
    phase: 'gate',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      missing: {
        en: 'Image {number} has no alternative text. Say what it shows in a sentence.',
        fr: 'L’image {number} n’a pas de texte alternatif. Dites en une phrase ce qu’elle montre.',
      },
      empty_words: {
        en: '“{alt}” does not describe image {number}. Say what it shows in a sentence.',
        fr: '« {alt} » ne décrit pas l’image {number}. Dites en une phrase ce qu’elle montre.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'Voici', subject: { media: [{ kind: 'image', alt: 'Une robe bleue sur un cintre' }] } }],
        invalid: [
          { text: 'Voici', subject: { media: [{ kind: 'image', alt: null }] } },
          { text: 'Voici', subject: { media: [{ kind: 'image', alt: 'IMG_2041.jpg' }] } },
        ],
      },
      en: {
        valid: [{ text: 'Here', subject: { media: [{ kind: 'image', alt: 'A blue dress on a hanger' }] } }],
        invalid: [
          { text: 'Here', subject: { media: [{ kind: 'image', alt: '' }] } },
          { text: 'Here', subject: { media: [{ kind: 'image', alt: 'photo' }] } },
        ],
      },
    },
  },
  defaults: {},
  check({ subject }) {
    return subject.media.flatMap(({ kind, alt }, index) => {
      if (kind !== 'image') return [];
      const text = (alt ?? '').trim();
      const number = index + 1;
      if (text === '') return [{ messageId: 'missing', data: { number }, span: null, confidence: 'certain' as const }];
      if (describes(text)) return [];
      return [{ messageId: 'empty_words', data: { number, alt: text }, span: null, confidence: 'certain' as const }];
    });
  },
};

function describes(alt: string): boolean {
  if (FILE_NAME.test(alt) || CAMERA.test(alt) || PLACEHOLDER_ALT_TEXTS.has(alt.toLowerCase())) return false;
  const letters = alt.replace(/[^\p{L}]/gu, '');
  const words = alt
    .toLowerCase()
    .split(/[^\p{L}/]+/u)
    .filter(Boolean);
  return letters.length >= SHORTEST && !words.every((word) => PLACEHOLDER_ALT_TEXTS.has(word));
}
