import type { Issue, PublishPlan } from '../contract.js';

const TOO_MANY = 'network.media_too_many';

/** Issues for a network whose limit is on images and videos together: said once, and by its own documents. */
export function withTotalMedia(
  issues: readonly Issue[],
  { media }: PublishPlan,
  network: string,
  max: number,
): Issue[] {
  const others = issues.filter(({ code }) => code !== TOO_MANY);
  if (media.length <= max) return others;
  const params = { network, max, used: media.length, kind: 'media' };
  return [...others, { level: 'error', path: '/media', code: TOO_MANY, params }];
}
