import type { SlotInput } from '#slots';

/** The demo brand: a French neighbourhood bakery that plans its week. Facts only; `seed-demo.ts` plants them. */

export const BAKERY = {
  name: 'Le Fournil des Lilas',
  slug: 'fournil-des-lilas',
  timezone: 'Europe/Paris',
  languages: ['fr', 'en'],
  country: 'FR',
};

export const FEED_CHANNEL = {
  networkId: 'feed',
  displayName: 'Le fil du fournil',
  audienceNote: 'Les habitants du quartier, surtout le matin avant 9 h et le vendredi soir.',
};

/** The bakery closes for three weeks each August; its slots rest. */
export const SUMMER_CLOSING = { title: 'Congés d’été', month: 8, day: 1, days: 21 };

export interface DemoSlot extends Omit<SlotInput, 'recurrence' | 'channelIds'> {
  key: 'video' | 'poll' | 'tip' | 'offer';
  rrule: string;
  /** Local wall time; the first day is that of the first start. */
  time: string;
}

export const SLOTS: readonly DemoSlot[] = [
  {
    key: 'video',
    title: 'La vidéo du lundi : un geste du fournil',
    format: 'video',
    rrule: 'FREQ=WEEKLY;BYDAY=MO',
    time: '09:00',
    objective: 'expertise',
    stage: 'interested',
    pillar: 'savoir-faire',
    audience: 'spectator',
    brief: 'Un geste, une minute, une question à la fin.',
    leadTimes: ['P3D', 'P1D'],
    requires: { media: [], poll: false, link: true },
    effortMinutes: 90,
  },
  {
    key: 'poll',
    title: 'Le sondage du 1er',
    format: 'poll',
    rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
    time: '10:00',
    objective: 'listening',
    stage: 'participant',
    pillar: 'vie du quartier',
    audience: 'participant',
    brief: 'Deux à quatre réponses courtes. On annonce le résultat le vendredi suivant.',
    leadTimes: ['P5D', 'P1D'],
    requires: { media: [], poll: true, link: false },
    effortMinutes: 20,
  },
  {
    key: 'tip',
    title: 'L’astuce du jour',
    format: 'tip',
    rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    time: '08:30',
    objective: 'advice',
    stage: 'customer',
    pillar: 'conseils',
    audience: 'collector',
    brief: 'Une astuce qui sert tout de suite, en trois phrases.',
    leadTimes: ['P1D'],
    requires: { media: [], poll: false, link: false },
    effortMinutes: 15,
  },
  {
    key: 'offer',
    title: 'L’offre des abonnés',
    format: 'offer',
    rrule: 'FREQ=WEEKLY;BYDAY=FR',
    time: '17:00',
    objective: 'offers',
    stage: 'follower',
    pillar: 'boutique',
    audience: 'inactive',
    brief: 'Un avantage simple, réservé à ceux qui nous suivent, valable le week-end.',
    leadTimes: ['P2D'],
    requires: { media: [], poll: false, link: false },
    effortMinutes: 30,
  },
];

export interface DemoPost {
  title: string;
  text: string;
  link?: string;
  poll?: { question: string; options: string[]; duration: string };
}

/** Goes out a few seconds after the first start, so that there is something to see. */
export const WELCOME_POST: DemoPost & { format: string; objective: string; stage: string; pillar: string } = {
  title: 'Bienvenue au fournil',
  text: 'Le four est chaud, la première fournée sort dans quelques minutes. Bienvenue sur le fil du Fournil des Lilas : ici, une astuce chaque matin, un geste du métier le lundi et une surprise le vendredi. Et vous, plutôt baguette bien cuite ou pas trop ?',
  format: 'announcement',
  objective: 'awareness',
  stage: 'aware',
  pillar: 'vie du quartier',
};

/** What fills the first dates of each slot, in order; null leaves a date empty on purpose. */
export const POSTS: Record<DemoSlot['key'], readonly (DemoPost | null)[]> = {
  video: [
    {
      title: 'Façonner une baguette',
      text: 'Trois mouvements, pas un de plus : aplatir, replier, allonger. Lise vous montre comment façonner une baguette sans chasser les bulles. Et chez vous, la pâte colle-t-elle aux doigts ?',
      link: 'https://example.org/fournil/faconner-une-baguette',
    },
    null,
    {
      title: 'Le coup de lame',
      text: 'La grigne, c’est la signature du boulanger : une lame presque à plat, un geste franc, et la croûte s’ouvre toute seule au four. Combien de coups de lame sur une baguette, à votre avis ?',
      link: 'https://example.org/fournil/coup-de-lame',
    },
  ],
  poll: [
    {
      title: 'Quelle galette en janvier ?',
      text: 'La galette se prépare dès maintenant. Laquelle voulez-vous trouver en vitrine ?',
      poll: {
        question: 'Votre galette de janvier ?',
        options: ['Frangipane', 'Pomme', 'Chocolat-poire', 'Briochée aux fruits confits'],
        duration: 'P3D',
      },
    },
  ],
  tip: [
    {
      title: 'Garder une baguette croustillante',
      text: 'Votre baguette ramollit ? Passez-la sous un filet d’eau, puis cinq minutes dans un four à 180 °C. La croûte repart comme au premier matin.',
    },
    {
      title: 'Congeler le pain',
      text: 'Le pain se congèle très bien, à condition de le trancher avant. Vous sortez juste ce qu’il faut, directement dans le grille-pain.',
    },
    null,
    {
      title: 'Que faire du pain dur',
      text: 'Un pain dur n’est pas un pain perdu, ou alors si : deux œufs, un verre de lait, une cuillère de sucre, et le goûter est prêt.',
    },
    {
      title: 'Choisir sa farine',
      text: 'T45 pour la brioche, T65 pour le pain de tous les jours, T110 pour un pain qui a du caractère. Plus le chiffre monte, plus la farine garde le son du blé.',
    },
    {
      title: 'Nourrir un levain',
      text: 'Un levain se nourrit comme un animal de compagnie : même poids de farine et d’eau, à la même heure, et un peu de patience. Demandez-nous un bout du nôtre, il a onze ans.',
    },
    null,
    {
      title: 'Le bon sac',
      text: 'Pour garder le pain deux jours, le torchon bat le sac en plastique : la mie respire, la croûte aussi.',
    },
  ],
  offer: [
    {
      title: 'Une tradition offerte',
      text: 'Ce week-end, dites « lilas » à la caisse : pour deux traditions achetées, la troisième est pour vous. C’est notre façon de vous dire merci.',
    },
    {
      title: 'Le goûter des abonnés',
      text: 'Samedi et dimanche, le chausson aux pommes accompagne votre café sans supplément, sur simple mention de ce message.',
    },
  ],
};
