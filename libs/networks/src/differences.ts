import type { Language, Localised } from '#kernel';
import type { Difference, NetworkManifest, VerifyResult } from './contract.js';

/** Names of what does not hold, in the order given. */
export function differing(holds: Partial<Readonly<Record<Difference, boolean>>>): Difference[] {
  return (Object.keys(holds) as Difference[]).filter((name) => !holds[name]);
}

export function verdict(differences: readonly Difference[]): VerifyResult {
  return differences.length === 0 ? { kind: 'faithful' } : { kind: 'degraded', differences };
}

/**
 * What a person should know of a publication that is out, but otherwise than asked, in a sentence or several; null: there
 * is nothing, or nothing that this build has words for.
 */
export function explainDifferences(
  manifest: NetworkManifest | undefined,
  differences: readonly string[],
  language: Language,
): string | null {
  const whole = differences.flatMap((name) =>
    Object.hasOwn(STANDINGS, name) ? [STANDINGS[name as Standing][language]] : [],
  );
  const parts = differences.flatMap((name) => (Object.hasOwn(PARTS, name) ? [PARTS[name as Part][language]] : []));
  const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
  const sentences = parts.length === 0 ? whole : [...whole, OTHERWISE[language].replace('{parts}', list)];
  return sentences.length === 0
    ? null
    : capitalised(sentences.join(' ').replaceAll('{network}', manifest?.name ?? NAMELESS[language]));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const NAMELESS: Localised = { en: 'the network', fr: 'le réseau' };

const OTHERWISE: Localised = {
  en: 'On {network}, this is not as it was planned: {parts}. Look at it there.',
  fr: 'Sur {network}, ceci n’est pas comme prévu : {parts}. Allez voir sur place.',
};

/** What became of the post as a whole. */
type Standing = 'missing' | 'unverified' | 'scheduled' | 'unpublished';
type Part = Exclude<Difference, Standing>;

const STANDINGS: Readonly<Record<Standing, Localised>> = {
  missing: {
    en: '{network} took the post, and no longer shows it: it may have been removed there, or wait for moderation.',
    fr: '{network} a accepté le post et ne le montre plus : il y a peut-être été supprimé, ou attend une modération.',
  },
  unverified: {
    en: 'It is out, but {network} did not say under which address: look it up there if you need it.',
    fr: 'La publication est partie, mais {network} n’a pas dit à quelle adresse : cherchez-la sur place si besoin.',
  },
  scheduled: {
    en: '{network} keeps the post for a later hour of its own instead of showing it now.',
    fr: '{network} garde le post pour une heure ultérieure au lieu de le montrer maintenant.',
  },
  unpublished: {
    en: '{network} has the post, but does not show it to readers.',
    fr: '{network} a bien le post, mais ne le montre pas aux lecteurs.',
  },
};

const PARTS: Readonly<Record<Part, Localised>> = {
  text: { en: 'the text', fr: 'le texte' },
  title: { en: 'the title', fr: 'le titre' },
  excerpt: { en: 'the excerpt', fr: 'l’extrait' },
  media: { en: 'the media', fr: 'les médias' },
  alt_text: { en: 'the alternative text', fr: 'le texte alternatif' },
  link: { en: 'the link', fr: 'le lien' },
  url: { en: 'the address', fr: 'l’adresse' },
  published_at: { en: 'the date', fr: 'la date' },
  poll: { en: 'the poll', fr: 'le sondage' },
  reply: { en: 'the place in the thread', fr: 'la place dans le fil' },
  references: { en: 'mentions, links or hashtags', fr: 'les mentions, liens ou mots-dièse' },
  language: { en: 'the language', fr: 'la langue' },
  content_labels: { en: 'the content labels', fr: 'les étiquettes de contenu' },
  content_warning: { en: 'the content warning', fr: 'l’avertissement de contenu' },
  visibility: { en: 'who can see it', fr: 'qui peut le voir' },
  privacy: { en: 'who can see it', fr: 'qui peut le voir' },
  made_for_kids: { en: 'whether it is made for children', fr: 'la mention « conçu pour les enfants »' },
  status: { en: 'the publication status', fr: 'le statut de publication' },
  categories: { en: 'the categories', fr: 'les catégories' },
  tags: { en: 'the tags', fr: 'les étiquettes' },
  newsletter: { en: 'the newsletter, which was not sent', fr: 'l’infolettre, qui n’est pas partie' },
};
