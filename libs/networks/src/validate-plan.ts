import { type CountingUnit, measure } from '#counting';
import type { ErrorCode } from '#kernel';
import {
  ANY_TYPE,
  type Capabilities,
  type ImageLimits,
  type Issue,
  type PlannedMedia,
  type PollLimits,
  type PublishPlan,
  type VideoLimits,
} from './contract.js';
import { durationSeconds, isoDuration } from './shaping/duration.js';
import { referencesIn } from './shaping/references.js';
import { measureText } from './shaping/measure-text.js';

type NetworkCode = Extract<ErrorCode, `network.${string}`>;

/** What is checked: a plan, what the account may publish, and the network's name for people. */
export interface PlanCheck {
  plan: PublishPlan;
  capabilities: Capabilities;
  network: string;
  gif: ImageLimits;
}

/**
 * What stands in the way of `plan`, as far as capabilities alone can tell. Adapters add what only they know. `gif`: what
 * a GIF must be, where the adapter does not ask of it what it asks of other images.
 */
export function validatePlan(
  plan: PublishPlan,
  capabilities: Capabilities,
  network: string,
  gif: ImageLimits = capabilities.media.image ?? {},
): Issue[] {
  const check: PlanCheck = { plan, capabilities, network, gif };
  return LOOKS.flatMap((look) => look(check));
}

const LOOKS = [
  emptyContent,
  longTexts,
  missingMedia,
  tooManyMedia,
  mixedMedia,
  refusedTypes,
  refusedImages,
  refusedVideos,
  longAltTexts,
  refusedPoll,
  refusedExtras,
  tooManyReferences,
];

function emptyContent(check: PlanCheck): Issue[] {
  const { text, media, poll, link, thread } = check.plan;
  const empty = isBlank(text) && media.length === 0 && poll === null && link === null;
  const blankParts = thread.flatMap((part, index) => (isBlank(part.text) ? [`/thread/${index}/text`] : []));
  return [...(empty ? ['/text'] : []), ...blankParts].map((path) => refuse(check, path, 'network.content_empty'));
}

interface PlannedText {
  path: string;
  text: string;
}

/** Every text that becomes a unit's, with where it stands. */
function textsOf({ text, thread, firstComment }: PublishPlan): PlannedText[] {
  const parts = thread.map((part, index) => ({ path: `/thread/${index}/text`, text: part.text }));
  const comment = firstComment === null ? [] : [{ path: '/firstComment', text: firstComment }];
  return [{ path: '/text', text }, ...parts, ...comment];
}

function longTexts(check: PlanCheck): Issue[] {
  return textsOf(check.plan).flatMap((part) => longText(check, part));
}

function longText(check: PlanCheck, { path, text }: PlannedText): Issue[] {
  const { media } = check.plan;
  const { text: limit } = check.capabilities;
  const { also, ...first } = measureText(text, limit, path === '/text' && media.length > 0);
  return [first, ...(also ? [also] : [])].flatMap(({ max, unit, used }) =>
    max === null || used <= max
      ? []
      : [refuse(check, path, 'network.text_too_long', { max, unit, used }, limit.enforced)],
  );
}

function missingMedia(check: PlanCheck): Issue[] {
  const missing = check.capabilities.media.required === true && check.plan.media.length === 0;
  return missing ? [refuse(check, '/media', 'network.media_required')] : [];
}

function tooManyMedia(check: PlanCheck): Issue[] {
  const { maxImages, maxVideos } = check.capabilities.media;
  return [...countMedia(check, 'image', maxImages), ...countMedia(check, 'video', maxVideos)];
}

function countMedia(check: PlanCheck, kind: 'image' | 'video', max: number): Issue[] {
  const used = ofKind(check.plan, kind).length;
  const { enforced } = check.capabilities.media;
  // None at all is knowledge of what the network is, not a number.
  const certain = enforced !== false || max === 0;
  return used > max ? [refuse(check, '/media', 'network.media_too_many', { max, used, kind }, certain)] : [];
}

function ofKind({ media }: PublishPlan, kind: 'image' | 'video'): PublishPlan['media'] {
  return media.filter(({ mimeType }) => mimeType.startsWith(`${kind}/`));
}

function mixedMedia(check: PlanCheck): Issue[] {
  const both = ofKind(check.plan, 'image').length > 0 && ofKind(check.plan, 'video').length > 0;
  return both && check.capabilities.media.mixed === false ? [refuse(check, '/media', 'network.media_mixed')] : [];
}

function refusedTypes(check: PlanCheck): Issue[] {
  const { mimeTypes } = check.capabilities.media;
  return check.plan.media.flatMap((medium, index) => {
    const { mimeType } = medium;
    const isTaken = moves(medium) ? takesAsIs(mimeType, mimeTypes) : canBecome(mimeType, mimeTypes);
    return isTaken ? [] : [refuse(check, `/media/${index}`, 'network.media_type_refused', { mimeType })];
  });
}

const STILL: readonly string[] = ['image/avif', 'image/jpeg', 'image/png', 'image/webp'];

/** Still images are re-encoded to what the account takes; everything else goes out as it is. */
function canBecome(mimeType: string, mimeTypes: readonly string[]): boolean {
  if (takesAsIs(mimeType, mimeTypes)) return true;
  return STILL.includes(mimeType) && (mimeTypes.includes('image/jpeg') || mimeTypes.includes('image/png'));
}

function takesAsIs(mimeType: string, mimeTypes: readonly string[]): boolean {
  return mimeTypes.includes(mimeType) || mimeTypes.includes(ANY_TYPE);
}

function moves({ mimeType, durationMs, animated = typeof durationMs === 'number' }: PlannedMedia): boolean {
  return animated && mimeType.startsWith('image/');
}

/** What no re-encoding mends: whatever the source of these numbers, such an image never leaves (`MediaSource.open`). */
function refusedImages(check: PlanCheck): Issue[] {
  return check.plan.media.flatMap((medium, index) => {
    if (!medium.mimeType.startsWith('image/')) return [];
    const limits = medium.mimeType === 'image/gif' ? check.gif : (check.capabilities.media.image ?? {});
    const path = `/media/${index}`;
    return [...heavyAnimation(check, medium, path, limits), ...wrongAspect(check, medium, path, limits)];
  });
}

function heavyAnimation(
  check: PlanCheck,
  medium: PlannedMedia,
  path: string,
  { maxBytes: max = Infinity }: ImageLimits,
): Issue[] {
  const used = medium.bytes;
  return moves(medium) && used > max ? [refuse(check, path, 'network.animation_too_large', { max, used })] : [];
}

/** Room for the fraction of a pixel that a size cannot have, as where files are fitted. */
const ROUNDING = 1e-3;

function wrongAspect(
  check: PlanCheck,
  { width, height }: PlannedMedia,
  path: string,
  { minAspect: min = 0, maxAspect: max = Infinity }: ImageLimits,
): Issue[] {
  if (!width || !height) return [];
  const aspect = width / height;
  if (aspect >= min * (1 - ROUNDING) && aspect <= max * (1 + ROUNDING)) return [];
  const params = { min, max: Number.isFinite(max) ? max : '∞', used: Math.round(aspect * 100) / 100 };
  return [refuse(check, path, 'network.media_aspect', params)];
}

function refusedVideos(check: PlanCheck): Issue[] {
  const { video, enforced = true } = check.capabilities.media;
  if (!video) return [];
  return check.plan.media.flatMap((medium, index) =>
    medium.mimeType.startsWith('video/') ? refusedVideo(check, medium, `/media/${index}`, { ...video, enforced }) : [],
  );
}

function refusedVideo(
  check: PlanCheck,
  { bytes, durationMs }: PlannedMedia,
  path: string,
  { maxBytes = Infinity, minSeconds = 0, maxSeconds = Infinity, enforced }: VideoLimits & { enforced: boolean },
): Issue[] {
  const size =
    bytes > maxBytes ? [refuse(check, path, 'network.media_too_large', { max: maxBytes, used: bytes }, enforced)] : [];
  if (durationMs === null || durationMs === undefined) return size;
  const used = Math.round(durationMs / 100) / 10;
  const fits = used >= minSeconds && used <= maxSeconds;
  const params = { min: minSeconds, max: Number.isFinite(maxSeconds) ? maxSeconds : '∞', used };
  return fits ? size : [...size, refuse(check, path, 'network.media_duration', params, enforced)];
}

function longAltTexts(check: PlanCheck): Issue[] {
  const { altTextMax } = check.capabilities.media;
  if (altTextMax === undefined) return [];
  return check.plan.media.flatMap(({ altText }, index) => {
    const used = measure(altText ?? '', 'graphemes');
    return used > altTextMax
      ? [refuse(check, `/media/${index}/altText`, 'network.alt_text_too_long', { max: altTextMax, used })]
      : [];
  });
}

function refusedPoll(check: PlanCheck): Issue[] {
  const { poll, media } = check.plan;
  const limits = check.capabilities.poll;
  if (poll === null) return [];
  if (limits === null) return [refuse(check, '/poll', 'network.poll_refused')];
  const { minOptions = 2, maxOptions, enforced = true } = limits;
  const count = poll.options.length;
  const beside = limits.withMedia === false && media.length > 0;
  return [
    ...(beside ? [refuse(check, '/poll', 'network.poll_with_media')] : []),
    ...(count < minOptions || count > maxOptions
      ? [refuse(check, '/poll/options', 'network.poll_refused', { max: maxOptions }, enforced || count < minOptions)]
      : []),
    ...wrongOptions(check, poll.options, limits),
    ...wrongQuestion(check, poll.question, limits),
    ...wrongDuration(check, poll.duration, limits),
  ];
}

function wrongOptions(check: PlanCheck, options: readonly string[], limits: PollLimits): Issue[] {
  const { maxOptionLength: max, enforced = true } = limits;
  return options.flatMap((option, index) => {
    const used = measure(option, pollUnit(check));
    const fits = used <= max && !isBlank(option);
    const path = `/poll/options/${index}`;
    return fits ? [] : [refuse(check, path, 'network.poll_refused', { max, used }, enforced || isBlank(option))];
  });
}

/** A poll's own texts are counted plainly where the post's unit is about links or escapes. */
function pollUnit({ capabilities }: PlanCheck): CountingUnit {
  const { unit } = capabilities.text;
  return unit === 'mastodon' || unit === 'x_weighted' || unit === 'linkedin_escaped' ? 'code_points' : unit;
}

function wrongQuestion(
  check: PlanCheck,
  question: string,
  { maxQuestionLength: max, enforced = true }: PollLimits,
): Issue[] {
  if (max === undefined) return [];
  const used = measure(question, pollUnit(check));
  return used <= max ? [] : [refuse(check, '/poll/question', 'network.poll_refused', { max, used }, enforced)];
}

function wrongDuration(check: PlanCheck, duration: string, limits: PollLimits): Issue[] {
  const { minSeconds = 0, maxSeconds = Infinity, durations, enforced = true } = limits;
  const seconds = durationSeconds(duration);
  const fits = durations ? durations.includes(seconds) : seconds >= minSeconds && seconds <= maxSeconds;
  if (fits) return [];
  const choices = durations
    ? durations.map(isoDuration).join(', ')
    : `${isoDuration(minSeconds)} – ${isoDuration(maxSeconds)}`;
  return [refuse(check, '/poll/duration', 'network.poll_duration', { choices }, enforced)];
}

function refusedExtras(check: PlanCheck): Issue[] {
  const { plan, capabilities } = check;
  const refused: [boolean, string, NetworkCode][] = [
    [plan.thread.length > 0 && !capabilities.thread, '/thread', 'network.thread_refused'],
    [plan.firstComment !== null && !capabilities.firstComment, '/firstComment', 'network.first_comment_refused'],
    [plan.link !== null && !capabilities.link, '/link', 'network.link_refused'],
  ];
  return refused.flatMap(([applies, path, code]) => (applies ? [refuse(check, path, code)] : []));
}

function tooManyReferences(check: PlanCheck): Issue[] {
  const { references } = check.capabilities;
  if (!references) return [];
  const { maxLinks = Infinity, maxHashtags = Infinity, maxMentions = Infinity, enforced } = references;
  return textsOf(check.plan).flatMap(({ path, text }) => {
    const found = referencesIn(text);
    const counts: [number, number, string][] = [
      [found.links, maxLinks, 'links'],
      [found.hashtags, maxHashtags, 'hashtags'],
      [found.mentions, maxMentions, 'mentions'],
    ];
    return counts.flatMap(([used, max, kind]) =>
      used > max ? [refuse(check, path, 'network.references_too_many', { kind, max, used }, enforced)] : [],
    );
  });
}

/** `enforced` false: nobody official said so, which warns and never rejects. */
function refuse(
  check: PlanCheck,
  path: string,
  code: NetworkCode,
  params: Issue['params'] = {},
  enforced = true,
): Issue {
  return { level: enforced ? 'error' : 'warn', path, code, params: { network: check.network, ...params } };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
