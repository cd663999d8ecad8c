import type { Localised } from '#kernel';
import { type Format, FORMATS, OBJECTIVES, type Stage, STAGES } from '#slots';

type Objective = (typeof OBJECTIVES)[number];

/** One word of the purpose vocabulary, for people. */
export interface VocabularyTerm {
  id: string;
  /** Of objectives only. */
  family?: 'communication' | 'service' | 'commerce';
  label: Localised;
}

/** A brand's own objective, told from a misspelt one by its prefix. */
const OWN_OBJECTIVE = /^x_[a-z0-9_]{1,62}$/;

/** Whether `value` is an objective everybody knows, or a brand's own such as `x_recruitment_fair`. */
export function isObjective(value: unknown): boolean {
  return typeof value === 'string' && (OWN_OBJECTIVE.test(value) || OBJECTIVES.some((known) => known === value));
}

const COMMUNICATION = {
  awareness: { en: 'Awareness', fr: 'Notoriété' },
  employer_reputation: { en: 'Employer reputation', fr: 'Réputation d’employeur' },
  brand_values: { en: 'Brand values', fr: 'Valeurs de la marque' },
  amplification: { en: 'Amplification', fr: 'Relais' },
  company_reputation: { en: 'Company reputation', fr: 'Réputation de l’entreprise' },
  expertise: { en: 'Expertise', fr: 'Expertise' },
  traffic: { en: 'Traffic', fr: 'Trafic' },
} as const;

const SERVICE = {
  listening: { en: 'Listening', fr: 'Écoute' },
  advice: { en: 'Advice', fr: 'Conseil' },
  loyalty: { en: 'Loyalty', fr: 'Fidélisation' },
} as const;

const COMMERCE = {
  sales: { en: 'Sales', fr: 'Ventes' },
  leads: { en: 'Leads', fr: 'Prospects' },
  offers: { en: 'Offers', fr: 'Offres' },
  promotions: { en: 'Promotions', fr: 'Promotions' },
} as const;

const OBJECTIVE_LABELS = { ...COMMUNICATION, ...SERVICE, ...COMMERCE } as const satisfies Record<Objective, Localised>;

const STAGE_LABELS = {
  potential: { en: 'Does not know us', fr: 'Ne nous connaît pas' },
  aware: { en: 'Knows us', fr: 'Nous connaît' },
  interested: { en: 'Interested', fr: 'Intéressé' },
  follower: { en: 'Follower', fr: 'Abonné' },
  participant: { en: 'Takes part', fr: 'Participe' },
  prospect: { en: 'Prospect, invited to buy', fr: 'Prospect, invité à acheter' },
  customer: { en: 'Customer', fr: 'Client' },
  ambassador: { en: 'Ambassador', fr: 'Ambassadeur' },
  satisfied: { en: 'Satisfied, asked for an opinion', fr: 'Satisfait, invité à donner son avis' },
  community: { en: 'Community', fr: 'Communauté' },
} as const satisfies Record<Stage, Localised>;

const FORMAT_LABELS = {
  video: { en: 'Video', fr: 'Vidéo' },
  image: { en: 'Image', fr: 'Image' },
  poll: { en: 'Poll', fr: 'Sondage' },
  tip: { en: 'Tip', fr: 'Astuce' },
  news: { en: 'News', fr: 'Actualité' },
  article: { en: 'Article', fr: 'Article' },
  offer: { en: 'Offer', fr: 'Offre' },
  contest: { en: 'Contest', fr: 'Jeu-concours' },
  question: { en: 'Question', fr: 'Question' },
  story: { en: 'Story', fr: 'Récit' },
  event: { en: 'Event', fr: 'Événement' },
  user_content: { en: 'Users’ content', fr: 'Contenu d’utilisateurs' },
  announcement: { en: 'Announcement', fr: 'Annonce' },
  reply: { en: 'Reply', fr: 'Réponse' },
  custom: { en: 'Other', fr: 'Autre' },
} as const satisfies Record<Format, Localised>;

const AUDIENCE_LABELS = {
  inactive: { en: 'Inactive', fr: 'Inactifs' },
  spectator: { en: 'Spectators', fr: 'Spectateurs' },
  participant: { en: 'Participants', fr: 'Participants' },
  collector: { en: 'Collectors', fr: 'Collectionneurs' },
  critic: { en: 'Critics', fr: 'Critiques' },
  conversationalist: { en: 'Conversationalists', fr: 'Bavards' },
  creator: { en: 'Creators', fr: 'Créateurs' },
} as const satisfies Record<string, Localised>;

function familyOf(objective: Objective): VocabularyTerm['family'] {
  if (objective in COMMUNICATION) return 'communication';
  return objective in SERVICE ? 'service' : 'commerce';
}

/** What a post or slot may be for, in the order in which people read it. Pillars are a brand's own. */
export const VOCABULARY = {
  objectives: OBJECTIVES.map((id): VocabularyTerm => ({ id, family: familyOf(id), label: OBJECTIVE_LABELS[id] })),
  stages: STAGES.map((id): VocabularyTerm => ({ id, label: STAGE_LABELS[id] })),
  formats: FORMATS.map((id): VocabularyTerm => ({ id, label: FORMAT_LABELS[id] })),
  audiences: Object.entries(AUDIENCE_LABELS).map(([id, label]): VocabularyTerm => ({ id, label })),
};
