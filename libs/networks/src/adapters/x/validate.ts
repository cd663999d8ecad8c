import { measure, xLinks } from '#counting';
import type { Capabilities, Issue, PublishPlan } from '../../contract.js';
import { validatePlan } from '../../validate-plan.js';
import { composedText, isGif, takesAltText } from './format.js';
import { manifest } from './manifest.js';

const network = manifest.name;

/** In bytes; X refuses larger ones in any post. */
export const MAX_GIF_BYTES = 15_000_000;

/** US dollars for each call, docs.x.com/x-api/getting-started/pricing. */
const PRICE = { plain: 0.015, withLink: 0.2 };

/** What stands in the way of a plan on X, and what it will cost. */
export function validateX(plan: PublishPlan, capabilities: Capabilities): Issue[] {
  // The link and the question are part of the text there, and count.
  const composed = { ...plan, text: composedText(plan) };
  return [
    ...validatePlan(composed, capabilities, network, {}),
    ...gifs(plan),
    ...altTexts(plan, capabilities),
    cost(composed),
  ];
}

/** One animated GIF takes the place of all images. */
function gifs({ media }: PublishPlan): Issue[] {
  const used = media.filter(({ mimeType }) => isGif(mimeType)).length;
  if (used === 0) return [];
  const alone: Issue[] =
    media.length > 1
      ? [
          {
            level: 'error',
            path: '/media',
            code: 'network.media_too_many',
            params: { network, max: 1, used, kind: 'gif' },
          },
        ]
      : [];
  return [...alone, ...media.flatMap(({ mimeType, bytes }, index) => (isGif(mimeType) ? largeGif(bytes, index) : []))];
}

function largeGif(used: number, index: number): Issue[] {
  const params = { network, max: MAX_GIF_BYTES, used };
  return used > MAX_GIF_BYTES
    ? [{ level: 'error', path: `/media/${index}`, code: 'network.media_too_large', params }]
    : [];
}

function altTexts({ media }: PublishPlan, capabilities: Capabilities): Issue[] {
  const max = capabilities.media.altTextMax ?? Infinity;
  return media.flatMap(({ mimeType, altText }, index): Issue[] => {
    const path = `/media/${index}/altText`;
    if (altText === null || altText.trim() === '') return [];
    if (!takesAltText(mimeType))
      return [{ level: 'info', path, code: 'network.beyond_our_means', params: { network, reason: 'altText' } }];
    // The API counts code points, of which a grapheme may hold many.
    const used = measure(altText, 'code_points');
    const long = used > max && measure(altText, 'graphemes') <= max;
    return long ? [{ level: 'error', path, code: 'network.alt_text_too_long', params: { network, max, used } }] : [];
  });
}

/** X bills each post of its own, and a link thirteen times as much. */
function cost({ text, thread, firstComment }: PublishPlan): Issue {
  const units = [text, ...thread.map((part) => part.text), ...(firstComment === null ? [] : [firstComment])];
  const amount = units.reduce((sum, unit) => sum + (xLinks(unit).length > 0 ? PRICE.withLink : PRICE.plain), 0);
  const params = { network, amount: Math.round(amount * 1_000) / 1_000, currency: 'USD' };
  return { level: 'info', path: '/text', code: 'network.cost', params };
}
