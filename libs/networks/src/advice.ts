import type { Language, Localised } from '#kernel';
import type { AdapterError, NetworkManifest } from './contract.js';

/** What went wrong: an adapter's error, or the reason for which a publication stands still. */
export interface Mishap {
  code: string;
  /** How far the call got, where there was one. */
  phase?: AdapterError['phase'] | null;
}

/**
 * What a person can do about a mishap, in one or two sentences; null: nobody knows more than the code says. A network's
 * own words (`manifest.advice`) go before those that all share. `manifest` undefined: a network this build does not know.
 */
export function adviceFor(manifest: NetworkManifest | undefined, mishap: Mishap, language: Language): string | null {
  const { code } = mishap;
  const own = wordsAt(manifest?.advice ?? {}, code);
  const found = own ?? wordsAt(OF_THE_SERVICE, code) ?? sharedAdvice(mishap);
  return found?.[language].replaceAll('{network}', manifest?.name ?? NAMELESS[language]) ?? null;
}

const NAMELESS: Localised = { en: 'The network', fr: 'Le réseau' };

/** Adapters write their id before the codes that all share: `bluesky.rate_limited`. */
function sharedAdvice({ code, phase }: Mishap): Localised | undefined {
  const shared = code.slice(code.indexOf('.') + 1);
  // A connection that is refused is not a post that is refused.
  if (shared === 'refused' && phase === 'before_send') return UNREACHABLE;
  return wordsAt(SHARED, shared);
}

function wordsAt(words: Readonly<Record<string, Localised>>, code: string): Localised | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}

const UNREACHABLE: Localised = {
  en: '{network} could not be reached and nothing was sent. Check the address and the service’s own connection, then try again.',
  fr: '{network} était injoignable et rien n’est parti. Vérifiez l’adresse et la connexion du service, puis réessayez.',
};

const UNKNOWN_OUTCOME: Localised = {
  en: 'Nobody knows whether it is out. Look on {network}, then say what you saw: it is never sent again by itself.',
  fr: 'Personne ne sait si la publication est partie. Regardez sur {network}, puis dites ce que vous voyez : rien n’est renvoyé tout seul.',
};

const NO_ANSWER: Localised = {
  en: '{network} did not answer properly. If the service has given up, look at the network’s status page and send it again later.',
  fr: '{network} n’a pas répondu correctement. Si le service a abandonné, consultez la page d’état du réseau et renvoyez plus tard.',
};

const RECONNECT: Localised = {
  en: '{network} no longer accepts this account’s access. Connect the channel again; what is held then goes out.',
  fr: '{network} n’accepte plus l’accès de ce compte. Reconnectez le canal ; ce qui est retenu partira alors.',
};

const BUG: Localised = {
  en: 'The fault is the service’s own, not the post’s. Try again; if it comes back, report it with the publication’s id.',
  fr: 'L’erreur vient du service, pas du post. Réessayez ; si elle revient, signalez-la avec l’identifiant de la publication.',
};

/** By the code after the network’s id: refusals (`answers.ts`), exchanges without an answer (`http-client.ts`), media. */
const SHARED: Readonly<Record<string, Localised>> = {
  unauthorized: RECONNECT,
  rate_limited: {
    en: '{network} asks to slow down. The service waits and goes on by itself; spread posts out if it happens often.',
    fr: '{network} demande de ralentir. Le service attend et reprend tout seul ; espacez les posts si cela revient souvent.',
  },
  unavailable: NO_ANSWER,
  outcome_unknown: UNKNOWN_OUTCOME,
  answer_lost: UNKNOWN_OUTCOME,
  refused: {
    en: '{network} does not take this post as it is. Read what it says below, change the post, then publish again.',
    fr: '{network} n’accepte pas ce post tel quel. Lisez ce qu’il en dit ci-dessous, modifiez le post, puis republiez.',
  },
  redirected: {
    en: 'The address has moved. Put the new one into the channel, exactly as the browser shows it in the end.',
    fr: 'L’adresse a changé. Saisissez la nouvelle dans le canal, telle que le navigateur l’affiche à la fin.',
  },
  unreadable: NO_ANSWER,
  timeout: {
    en: '{network} took too long to answer. If the service has given up, send it again later.',
    fr: '{network} a mis trop de temps à répondre. Si le service a abandonné, renvoyez plus tard.',
  },
  dns: {
    en: 'The address is not known to the internet. Check how it is written; if it is right, its name servers are down.',
    fr: 'L’adresse est inconnue sur internet. Vérifiez son orthographe ; si elle est juste, ses serveurs de noms sont en panne.',
  },
  tls: {
    en: 'The server’s certificate is not valid. Whoever runs the server has to renew it, or to send its whole chain.',
    fr: 'Le certificat du serveur n’est pas valide. Son exploitant doit le renouveler, ou en envoyer la chaîne complète.',
  },
  reset: {
    en: 'The connection broke off. If the service has given up, send it again later.',
    fr: 'La connexion a été coupée. Si le service a abandonné, renvoyez plus tard.',
  },
  address_blocked: {
    en: 'The address leads into a private network, which is not allowed. Give a public one, or have the operator allow it (WEBHOOK_ALLOW_PRIVATE).',
    fr: 'L’adresse mène à un réseau privé, ce qui n’est pas permis. Donnez-en une publique, ou demandez à l’exploitant de l’autoriser (WEBHOOK_ALLOW_PRIVATE).',
  },
  too_large: NO_ANSWER,
  protocol: {
    en: 'What answers at the address does not speak HTTP. Check the address and its port.',
    fr: 'Ce qui répond à cette adresse ne parle pas HTTP. Vérifiez l’adresse et son port.',
  },
  bad_url: {
    en: 'The address cannot be used. Write it whole, with https:// in front.',
    fr: 'L’adresse est inutilisable. Écrivez-la en entier, avec https:// devant.',
  },
  bad_request: {
    en: 'A credential holds characters that cannot be sent. Copy it again, without spaces or line breaks.',
    fr: 'Un identifiant contient des caractères impossibles à envoyer. Recopiez-le, sans espace ni retour à la ligne.',
  },
  media_gone: {
    en: 'A file of this post is no longer there. Add it again, then publish.',
    fr: 'Un fichier de ce post n’existe plus. Ajoutez-le de nouveau, puis publiez.',
  },
  media_cannot_fit: {
    en: 'A file cannot be made into what {network} takes. Give one of another format, shape or size.',
    fr: 'Un fichier ne peut être converti en ce que {network} accepte. Fournissez-en un d’un autre format ou d’une autre taille.',
  },
  media_unreadable: {
    en: 'A file could not be read. If it opens elsewhere, the storage was away: try again; else upload it anew.',
    fr: 'Un fichier n’a pu être lu. S’il s’ouvre ailleurs, le stockage était indisponible : réessayez ; sinon, renvoyez-le.',
  },
};

/** Codes and reasons of the service’s own, whatever the network. */
const OF_THE_SERVICE: Readonly<Record<string, Localised>> = {
  settled_elsewhere: {
    en: 'Nothing of this account is at the address that it was settled with: look on {network} itself.',
    fr: 'Rien de ce compte ne se trouve à l’adresse avec laquelle elle a été réglée : voyez sur {network} même.',
  },
  reauthorize: RECONNECT,
  unconfirmed: UNKNOWN_OUTCOME,
  channel_disabled: {
    en: '{network} has closed this account to us for good. Connect another account, or ask the network why.',
    fr: '{network} nous a fermé ce compte définitivement. Connectez un autre compte, ou demandez pourquoi au réseau.',
  },
  pause: {
    en: 'A pause holds it. It goes on when the pause is lifted, if it is not too late by then.',
    fr: 'Une pause la retient. Elle repart quand la pause est levée, s’il n’est pas trop tard.',
  },
  blackout: {
    en: 'A blackout covers its time. Give it another one, or let it go out with a reason.',
    fr: 'Une période de silence couvre son heure. Donnez-lui-en une autre, ou laissez-la partir avec un motif.',
  },
  charter: {
    en: 'The charter does not let it pass. Change the post, or have somebody who may waive the finding.',
    fr: 'La charte ne la laisse pas passer. Modifiez le post, ou faites accorder une dérogation.',
  },
  'network.unknown': {
    en: 'This version of the service does not know the network. Update it, or take the channel off the post.',
    fr: 'Cette version du service ne connaît pas ce réseau. Mettez-la à jour, ou retirez le canal du post.',
  },
  'network.gave_up_waiting': {
    en: '{network} never finished working on the media. Look whether the post is there; else send it again with another file.',
    fr: '{network} n’a jamais fini de traiter les médias. Vérifiez si le post est en ligne ; sinon, renvoyez-le avec un autre fichier.',
  },
  'session.none': RECONNECT,
  'session.channel_gone': {
    en: 'The channel was deleted meanwhile. Connect it anew, or take it off the post.',
    fr: 'Le canal a été supprimé entre-temps. Connectez-le à nouveau, ou retirez-le du post.',
  },
  'session.renewing': {
    en: 'The account’s access is just being renewed. The service goes on by itself.',
    fr: 'L’accès du compte est en cours de renouvellement. Le service reprend tout seul.',
  },
  'adapter.no_answer': NO_ANSWER,
  'adapter.threw': BUG,
};
