import { measure } from '#counting';
import type { Capabilities, Issue, PlannedMedia, PublishPlan } from '../../contract.js';
import { validatePlan } from '../../validate-plan.js';
import { textOfPost } from './format.js';
import { manifest } from './manifest.js';

/** Lexicon app.bsky.embed.video: graphemes. */
const VIDEO_ALT_MAX = 1_000;
/** What the app takes for an image; the lexicon sets no limit. */
const IMAGE_ALT_ADVISED = 2_000;
/** Seconds; announced by Bluesky and in no lexicon. */
const VIDEO_ADVISED = 180;

const network = manifest.name;

/** What stands in the way of a plan, its link counted where it goes into the text. */
export function validateBluesky(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  const sent = { ...plan, text: textOfPost(plan) };
  // A link that goes into the text must not make an empty post look full, nor the other way round.
  return [...validatePlan(sent, capabilities, network), ...plan.media.flatMap(mediumIssues)];
}

function mediumIssues(medium: PlannedMedia, index: number): Issue[] {
  const isVideo = medium.mimeType.startsWith('video/');
  return [...longAlt(medium, index, isVideo), ...(isVideo ? longVideo(medium, index) : [])];
}

function longAlt({ altText }: PlannedMedia, index: number, isVideo: boolean): Issue[] {
  const max = isVideo ? VIDEO_ALT_MAX : IMAGE_ALT_ADVISED;
  const used = measure(altText ?? '', 'graphemes');
  if (used <= max) return [];
  const level = isVideo ? 'error' : 'warn';
  return [
    { level, path: `/media/${index}/altText`, code: 'network.alt_text_too_long', params: { network, max, used } },
  ];
}

function longVideo({ durationMs }: PlannedMedia, index: number): Issue[] {
  const used = Math.round((durationMs ?? 0) / 100) / 10;
  if (used <= VIDEO_ADVISED) return [];
  const params = { network, min: 0, max: VIDEO_ADVISED, used };
  return [{ level: 'warn', path: `/media/${index}`, code: 'network.media_duration', params }];
}
