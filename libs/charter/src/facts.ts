/** A post of the same brand, published or planned before the one in question. */
export interface RecentPost {
  text: string;
  /** Epoch milliseconds. */
  at: number;
  pillar: string | null;
  objective: string | null;
}

/** What rules may be told that the text does not say. */
export interface Facts {
  /** When the post is planned for, and what comes before it, latest first, at most 50; null without a date. */
  calendar: { at: number; recent: readonly RecentPost[] } | null;
  /** When the brand's charter versions came into force, epoch milliseconds, latest first; null outside an activation. */
  activations: readonly number[] | null;
}

/** What a rule needs of them; without it, it is silent. */
export type Need = keyof Facts;

export const NO_FACTS: Facts = { calendar: null, activations: null };

export const DAY = 86_400_000;
