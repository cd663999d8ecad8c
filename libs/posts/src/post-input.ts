import { DomainError } from '#kernel';
import type { JsonObject } from '#networks';
import {
  type ChannelVariant,
  NO_CONTENT,
  type PostContent,
  type PostPoll,
  type ThreadPart,
  type Variants,
} from './content.js';
import type { PostFields } from './post-record.js';

/** Content as it is sent: absent keeps or takes the default, null clears. */
export interface ContentInput {
  text?: string | null;
  link?: string | null;
  mediaIds?: readonly string[] | null;
  poll?: PostPoll | null;
  thread?: readonly ThreadPart[] | null;
  firstComment?: string | null;
}

export interface VariantInput extends ContentInput {
  scheduledAt?: Date | null;
  options?: JsonObject | null;
}

/** A post as it is sent, new or changed; what is absent takes its default or stays. */
export interface PostInput {
  title?: string | null;
  occurrenceId?: string | null;
  scheduledAt?: Date | null;
  channelIds?: readonly string[];
  content?: ContentInput;
  /** A variant is replaced as a whole; null takes it away. */
  variants?: Readonly<Record<string, VariantInput | null>>;
  externalId?: string | null;
  format?: string | null;
  objective?: string | null;
  stage?: string | null;
  pillar?: string | null;
  audience?: string | null;
  language?: string | null;
  sponsored?: boolean;
  labels?: readonly string[];
}

/** What a post takes over from the slot that it fills, or from its brand. */
export interface PostDefaults {
  channelIds: readonly string[];
  purpose: Pick<PostFields, 'format' | 'objective' | 'stage' | 'pillar' | 'audience'>;
}

/** An empty post. */
export function blankFields(language: string | null): PostFields {
  return {
    title: null,
    content: NO_CONTENT,
    variants: {},
    channelIds: [],
    format: null,
    objective: null,
    stage: null,
    pillar: null,
    audience: null,
    language,
    sponsored: false,
    labels: [],
    externalId: null,
    occurrenceId: null,
    scheduledAt: null,
  };
}

/** Fills in from `defaults` what the post leaves open. */
export function adopt(fields: PostFields, { channelIds, purpose }: PostDefaults): PostFields {
  return {
    ...fields,
    channelIds: fields.channelIds.length > 0 ? fields.channelIds : [...channelIds],
    format: fields.format ?? purpose.format,
    objective: fields.objective ?? purpose.objective,
    stage: fields.stage ?? purpose.stage,
    pillar: fields.pillar ?? purpose.pillar,
    audience: fields.audience ?? purpose.audience,
  };
}

/**
 * `base` with what `input` says. `dueAt` is when the post is due so far: it keeps that time when it leaves its
 * occurrence and nothing else is asked for.
 * @throws DomainError `post.occurrence_sets_time`, `post.variant_unknown_channel`
 */
export function applyInput(base: PostFields, input: PostInput, dueAt: Date | null = null): PostFields {
  const channelIds = input.channelIds ? unique(input.channelIds) : base.channelIds;
  return {
    title: set(input.title, base.title),
    content: input.content ? { ...base.content, ...contentOf(input.content) } : base.content,
    variants: variantsOf(base.variants, input.variants ?? {}, channelIds),
    channelIds,
    format: set(input.format, base.format),
    objective: set(input.objective, base.objective),
    stage: set(input.stage, base.stage),
    pillar: set(input.pillar, base.pillar),
    audience: set(input.audience, base.audience),
    language: set(input.language, base.language),
    sponsored: input.sponsored ?? base.sponsored,
    labels: input.labels ? [...new Set(input.labels)] : base.labels,
    externalId: set(input.externalId, base.externalId),
    ...timeOf(base, input, dueAt),
  };
}

function timeOf(
  base: PostFields,
  input: PostInput,
  dueAt: Date | null,
): Pick<PostFields, 'occurrenceId' | 'scheduledAt'> {
  const occurrenceId = set(input.occurrenceId, base.occurrenceId);
  if (occurrenceId !== null) {
    if (input.scheduledAt) throw DomainError.at('/scheduledAt', 'post.occurrence_sets_time');
    return { occurrenceId, scheduledAt: null };
  }
  return { occurrenceId, scheduledAt: set(input.scheduledAt, base.scheduledAt ?? dueAt) };
}

function contentOf(input: ContentInput): Partial<PostContent> {
  return present({
    text: cleared(input.text, NO_CONTENT.text),
    link: input.link,
    mediaIds: cleared(input.mediaIds && input.mediaIds.map(lower), []),
    poll: input.poll && pollOf(input.poll),
    thread: cleared(input.thread && input.thread.map(({ text }) => ({ text })), []),
    firstComment: input.firstComment,
  });
}

function variantsOf(
  base: Variants,
  changes: Readonly<Record<string, VariantInput | null>>,
  channelIds: readonly string[],
): Variants {
  const kept = Object.entries(base).filter(([id]) => channelIds.includes(id));
  const variants = new Map<string, ChannelVariant>(kept);
  for (const [key, change] of Object.entries(changes)) {
    const id = lower(key);
    if (change === null) variants.delete(id);
    else if (channelIds.includes(id)) variants.set(id, variantOf(change));
    else throw DomainError.at(`/variants/${escapePointer(key)}`, 'post.variant_unknown_channel');
  }
  return Object.fromEntries(variants);
}

function variantOf(input: VariantInput): ChannelVariant {
  return present({
    text: input.text,
    link: input.link,
    mediaIds: input.mediaIds && input.mediaIds.map(lower),
    poll: input.poll && pollOf(input.poll),
    thread: input.thread && input.thread.map(({ text }) => ({ text })),
    firstComment: input.firstComment,
    scheduledAt: input.scheduledAt && input.scheduledAt.toISOString(),
    options: input.options,
  });
}

function pollOf({ question, options, duration }: PostPoll): PostPoll {
  return { question, options: [...options], duration };
}

function set<T>(sent: T | undefined, base: T): T {
  return sent === undefined ? base : sent;
}

function cleared<T>(sent: T | null | undefined, none: T): T | undefined {
  return sent === null ? none : sent;
}

function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** Ids are compared as text. */
function lower(id: string): string {
  return id.toLowerCase();
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids.map(lower))];
}

/** RFC 6901 §3. */
function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
