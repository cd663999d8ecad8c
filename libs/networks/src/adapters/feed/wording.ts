import type { Language } from '#kernel';

const WORDS = {
  poll: { en: 'Poll', fr: 'Sondage' },
  subscribe: { en: 'Follow this page', fr: 'Suivre cette page' },
  back: { en: 'All posts', fr: 'Tous les posts' },
  empty: { en: 'Nothing has been published yet.', fr: 'Rien n’a encore été publié.' },
  video: { en: 'Video', fr: 'Vidéo' },
} as const;

/** A word of the page in the language of its reader; English where we have no other. */
export function word(name: keyof typeof WORDS, language: string): string {
  const known: Language = language.toLowerCase().split('-')[0] === 'fr' ? 'fr' : 'en';
  return WORDS[name][known];
}
