import type { PublishPlan } from '../contract.js';
import { findReferences } from './references.js';

/** The text with the post's link in a paragraph of its own, unless the text already holds it. For networks without a field for links. */
export function textWithLink({ text, link }: Pick<PublishPlan, 'text' | 'link'>): string {
  if (link === null || findReferences(text).some(({ kind, value }) => kind === 'link' && value === link)) return text;
  return text.trim() === '' ? link : `${text}\n\n${link}`;
}
