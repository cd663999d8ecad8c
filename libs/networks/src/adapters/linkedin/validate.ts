import type { Capabilities, Issue, PublishPlan } from '../../contract.js';
import { validatePlan } from '../../validate-plan.js';
import { composedText, isVideo } from './format.js';
import { manifest } from './manifest.js';

const network = manifest.name;

/** UTF-16 units; told by third parties alone, so that more only warns. */
const MAX_COMMENT = 1_250;

/** What stands in the way of a plan on LinkedIn. */
export function validateLinkedIn(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  // Only the post is in little text format; a comment has a measure of its own.
  const { firstComment, ...rest } = { ...plan, text: composedText(plan) };
  const comment = capabilities.firstComment ? null : firstComment;
  return [
    ...validatePlan({ ...rest, firstComment: comment }, capabilities, network, {}),
    ...longComment(firstComment),
    ...gifsAmongImages(plan),
    ...videoAltTexts(plan),
  ];
}

function longComment(comment: string | null): Issue[] {
  const used = comment?.length ?? 0;
  const params = { network, max: MAX_COMMENT, unit: 'utf16_units', used };
  return used > MAX_COMMENT ? [{ level: 'warn', path: '/firstComment', code: 'network.text_too_long', params }] : [];
}

/** Several images are shown still. */
function gifsAmongImages({ media }: PublishPlan): Issue[] {
  const params = { network, reason: 'image/gif' };
  return media.flatMap(({ mimeType }, index) =>
    media.length > 1 && mimeType === 'image/gif'
      ? [{ level: 'warn', path: `/media/${index}`, code: 'network.option_unfit', params }]
      : [],
  );
}

function videoAltTexts({ media }: PublishPlan): Issue[] {
  const params = { network, reason: 'altText' };
  return media.flatMap((medium, index) =>
    isVideo(medium) && medium.altText?.trim()
      ? [{ level: 'info', path: `/media/${index}/altText`, code: 'network.beyond_our_means', params }]
      : [],
  );
}
