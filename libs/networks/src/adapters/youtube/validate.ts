import type { Capabilities, Issue, PublishPlan } from '../../contract.js';
import { validatePlan } from '../../validate-plan.js';
import { composedText, privacyOf, tagsLength, tagsOf, titleOf, withoutBrackets } from './format.js';
import { manifest } from './manifest.js';

const network = manifest.name;
/** UTF-16 units. */
const MAX_TITLE = 100;
const MAX_TAGS = 500;

/** What stands in the way of a plan on YouTube. */
export function validateYouTube(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  return [
    ...validatePlan({ ...plan, text: withoutBrackets(composedText(plan)) }, capabilities, network),
    ...title(plan),
    ...tags(plan),
    ...brackets(plan),
    ...hiddenComment(plan),
    ...emptySchedule(plan),
  ];
}

function title(plan: PublishPlan): Issue[] {
  const used = titleOf(plan).length;
  const path = '/options/title';
  if (used === 0) return [{ level: 'error', path, code: 'network.title_required', params: { network } }];
  const params = { network, max: MAX_TITLE, used };
  return used > MAX_TITLE ? [{ level: 'error', path, code: 'network.title_too_long', params }] : [];
}

function tags({ options }: PublishPlan): Issue[] {
  const used = tagsLength(tagsOf(options));
  const params = { network, reason: `tags ${used}/${MAX_TAGS}` };
  return used > MAX_TAGS ? [{ level: 'error', path: '/options/tags', code: 'network.option_unfit', params }] : [];
}

function brackets(plan: PublishPlan): Issue[] {
  const texts: [string, string][] = [
    ['/text', plan.text],
    ['/options/title', titleOf(plan)],
  ];
  const params = { network, reason: '< >' };
  return texts.flatMap(([path, text]): Issue[] =>
    /[<>]/.test(text) ? [{ level: 'warn', path, code: 'network.text_altered', params }] : [],
  );
}

/** Nobody can comment on a video that is private, or made for children. */
function hiddenComment({ firstComment, options }: PublishPlan): Issue[] {
  const reasons = [
    ...(privacyOf(options) === 'private' ? ['privacy'] : []),
    ...(options['madeForKids'] === true ? ['madeForKids'] : []),
  ];
  if (firstComment === null) return [];
  return reasons.map((reason) => ({
    level: 'error',
    path: '/firstComment',
    code: 'network.option_unfit',
    params: { network, reason },
  }));
}

function emptySchedule({ options }: PublishPlan): Issue[] {
  const { publishAt } = options;
  const isInstant = publishAt === undefined || (typeof publishAt === 'string' && !Number.isNaN(Date.parse(publishAt)));
  const params = { network, reason: 'publishAt' };
  return isInstant ? [] : [{ level: 'error', path: '/options/publishAt', code: 'network.option_unfit', params }];
}
