import type { Language } from '#kernel';

/** French sets a space before it. */
export function colon(ui: Language): string {
  return ui === 'fr' ? ' :' : ':';
}
