import type { Localised } from '#kernel';

const TEXTS = {
  scheduled: {
    en: 'It is scheduled, and nothing stands in its way.',
    fr: 'Programmé, et rien ne s’y oppose.',
  },
  already_published: { en: 'It is out.', fr: 'Déjà en ligne.' },
  in_flight: { en: 'It is being sent.', fr: 'Envoi en cours.' },
  blackout_over: {
    en: 'The blackout “{title}” holds it and ends before it is too late.',
    fr: 'La période bloquée « {title} » le retient et s’achève avant qu’il ne soit trop tard.',
  },
  late: {
    en: 'Its late window ended before it could be sent.',
    fr: 'Sa fenêtre de retard s’est refermée avant l’envoi.',
  },
  pause: {
    en: 'A pause stops it: “{title}”. Unless it is lifted in time, the late window ends first.',
    fr: 'Une pause l’arrête : « {title} ». Si personne ne la lève à temps, la fenêtre de retard se referme avant.',
  },
  charter: {
    en: 'The charter refuses it (article {title}). Unless that is settled in time, the late window ends first.',
    fr: 'La charte le refuse (article {title}). Si ce n’est pas réglé à temps, la fenêtre de retard se referme avant.',
  },
  reauthorize: {
    en: 'Its channel must be reconnected; until then nothing leaves.',
    fr: 'Son canal doit être reconnecté ; d’ici là, rien ne part.',
  },
  blackout_held: {
    en: 'The blackout “{title}” holds it beyond its late window.',
    fr: 'La période bloquée « {title} » le retient au-delà de sa fenêtre de retard.',
  },
  network_waits: {
    en: 'The network makes it wait beyond its late window.',
    fr: 'Le réseau le fait attendre au-delà de sa fenêtre de retard.',
  },
  channel_disabled: {
    en: 'Its channel is gone, or refused by the network.',
    fr: 'Son canal n’existe plus, ou le réseau le refuse.',
  },
  network_unknown: {
    en: 'This installation does not know the network of its channel.',
    fr: 'Cette installation ne connaît pas le réseau de son canal.',
  },
  already_failed: { en: 'It could not be sent.', fr: 'L’envoi a échoué.' },
  unconfirmed: {
    en: 'It was sent and no answer came: somebody has to look at the network.',
    fr: 'Envoyé sans réponse du réseau : quelqu’un doit aller vérifier.',
  },
  reconciling: {
    en: 'It was sent and no answer came: the network is being asked.',
    fr: 'Envoyé sans réponse : le réseau est interrogé.',
  },
  cancelled: { en: 'Somebody cancelled it on this channel.', fr: 'Annulé sur ce canal.' },
  empty: {
    en: 'Nothing fills this date.',
    fr: 'Rien n’occupe cette date.',
  },
  not_scheduled: {
    en: 'A post is there, but nobody has scheduled it.',
    fr: 'Un post est là, mais personne ne l’a programmé.',
  },
  empty_allowed: {
    en: 'Nothing fills this date, and its slot lets empty dates pass.',
    fr: 'Rien n’occupe cette date, et son créneau laisse passer les dates vides.',
  },
  slot_inactive: {
    en: 'Nothing fills this date, and its slot is inactive.',
    fr: 'Rien n’occupe cette date, et son créneau est inactif.',
  },
  slot_archived: { en: 'Its slot was deleted.', fr: 'Son créneau a été supprimé.' },
  skipped_by_hand: { en: 'Somebody skipped this date.', fr: 'Quelqu’un a sauté cette date.' },
  skipped_because: {
    en: 'Somebody skipped this date: “{title}”.',
    fr: 'Quelqu’un a sauté cette date : « {title} ».',
  },
  blackout: { en: 'The blackout “{title}” skips this date.', fr: 'La période bloquée « {title} » saute cette date.' },
  blackout_no_free_day: {
    en: 'The blackout “{title}” would move this date, but no day near enough is free.',
    fr: 'La période bloquée « {title} » déplacerait cette date, mais aucun jour assez proche n’est libre.',
  },
} as const satisfies Record<string, Localised>;

export type SimulationReasonCode = keyof typeof TEXTS;
export const SIMULATION_REASONS = Object.keys(TEXTS) as readonly SimulationReasonCode[];

/** Why something ends as it does, as people read it. */
export interface SimulationReason extends Localised {
  code: SimulationReasonCode;
}

/** A year has thousands of the few that name nothing. */
const PLAIN = new Map(SIMULATION_REASONS.map((code) => [code, named(code, '…')]));

/** `title`: what the blackout, the pause or the person calls it. */
export function reasonOf(code: SimulationReasonCode, title?: string): SimulationReason {
  return title === undefined ? PLAIN.get(code)! : named(code, title);
}

function named(code: SimulationReasonCode, title: string): SimulationReason {
  const { en, fr } = TEXTS[code];
  return { code, en: en.replace('{title}', () => title), fr: fr.replace('{title}', () => title) };
}
