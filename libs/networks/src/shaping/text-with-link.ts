import type { PublishPlan } from '../contract.js';
import { findReferences } from './references.js';

/** The text with the post's link in a paragraph of its own, unless it holds it already: where links have no field. */
export function textWithLink({ text, link }: Pick<PublishPlan, 'text' | 'link'>): string {
  if (link === null || findReferences(text).some(({ kind, value }) => kind === 'link' && value === link)) return text;
  return text.trim() === '' ? link : `${text}\n\n${link}`;
}
