import type { Subject, SubjectMedia } from '#charter';
import { type Language, LANGUAGES } from '#kernel';
import { resolveContent } from '../content.js';
import { mediumOf, type PostSnapshot } from '../post-snapshot.js';
import type { NetworksApart } from './networks-apart.js';
import { type PostText, textsOf } from './post-texts.js';

/** A channel as reviews know it. */
export interface ReviewChannel {
  id: string;
  networkId: string;
}

/** Where a text is written, and the channels that get it from there. */
export interface Place {
  field: string;
  channelIds: string[];
}

/** One text that is judged once, however many channels get it. */
export interface PostSubject {
  subject: Subject;
  role: PostText['role'];
  places: Place[];
}

/** Stands for every channel in a draft that has none yet. */
const NO_CHANNEL: ReviewChannel = { id: '', networkId: '' };

/**
 * What a charter judges of a post: one subject per distinct text. Channels that get the same share it, unless the charter
 * tells their networks `apart`: an article that spares one network must not spare the others with it.
 */
export function subjectsOf(
  snapshot: PostSnapshot,
  channels: readonly ReviewChannel[],
  apart: NetworksApart = new Set(),
): PostSubject[] {
  const subjects = new Map<string, PostSubject>();
  for (const channel of channels.length > 0 ? channels : [NO_CHANNEL])
    for (const text of textsOf(snapshot, channel.id)) {
      const subject = toSubject(snapshot, channel, text);
      const key = JSON.stringify([subject, text.role, isApart(apart, channel) ? channel.networkId : null]);
      const known = subjects.get(key) ?? { subject, role: text.role, places: [] };
      subjects.set(key, addPlace(known, channel, text.field));
    }
  return [...subjects.values()];
}

function isApart(apart: NetworksApart, { networkId }: ReviewChannel): boolean {
  return apart === 'each' || apart.has(networkId);
}

function addPlace(known: PostSubject, { id, networkId }: ReviewChannel, field: string): PostSubject {
  const networks = new Set(networkId ? [...known.subject.networks, networkId] : known.subject.networks);
  const place = known.places.find((other) => other.field === field);
  if (place) place.channelIds = [...new Set([...place.channelIds, id])];
  else known.places.push({ field, channelIds: id ? [id] : [] });
  return { ...known, subject: { ...known.subject, networks: [...networks] } };
}

/** The networks are those of its places, added one by one. */
function toSubject(snapshot: PostSnapshot, channel: ReviewChannel, { text, role }: PostText): Subject {
  const content = resolveContent(snapshot, channel.id);
  const { format, purpose, language, sponsored, occurrenceId } = snapshot;
  const isBody = role === 'body';
  return {
    text,
    language: languageOf(language),
    networks: [],
    format,
    slotId: occurrenceId?.split('_')[0] ?? null,
    pillar: purpose.pillar,
    objective: purpose.objective,
    stage: purpose.stage,
    invitation: role === 'label' ? { required: false, kind: 'any' } : invitationOf(format, content.poll !== null),
    // What the law wants said must stand in the post itself, not in what follows it.
    sponsored: isBody && sponsored,
    media: isBody ? content.mediaIds.flatMap((id) => mediaOf(snapshot, id)) : [],
    link: isBody ? content.link : null,
    poll: isBody ? content.poll : null,
  };
}

const INVITING = new Map<string | null, Subject['invitation']['kind']>([
  ['offer', 'any'],
  ['contest', 'any'],
  ['event', 'any'],
  ['question', 'interaction'],
  ['poll', 'interaction'],
]);

/** A poll invites by itself. */
export function invitationOf(format: string | null, hasPoll: boolean): Subject['invitation'] {
  const kind = INVITING.get(format);
  return { required: kind !== undefined && !hasPoll, kind: kind ?? 'any' };
}

/** BCP 47: what counts is the primary subtag. */
function languageOf(tag: string | null): Language | null {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((known) => known === primary) ?? null;
}

function mediaOf(snapshot: PostSnapshot, mediaId: string): SubjectMedia[] {
  const { mimeType, altText } = mediumOf(snapshot, mediaId);
  const kind = (['image', 'video'] as const).find((known) => mimeType.startsWith(`${known}/`));
  return kind ? [{ kind, alt: altText }] : [];
}
