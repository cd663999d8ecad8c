import { DAY, type RecentPost } from '../facts.js';

/** 2026-06-15T12:00Z, for examples alone. */
export const EXAMPLE_AT = 1_781_524_800_000;

/** Noon, some days before. */
export function atNoon(daysBefore: number): number {
  return EXAMPLE_AT - daysBefore * DAY;
}

export function recent(text: string, at: number, purpose: Partial<RecentPost> = {}): RecentPost {
  return { text, at, pillar: null, objective: null, ...purpose };
}
