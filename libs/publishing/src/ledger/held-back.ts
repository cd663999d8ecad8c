/** Why a publication that may be out is asked about: a pause or the charter stands against repeating it. */
const HELD_BACK = ['paused_in_doubt', 'charter_in_doubt'] as const;
export type HeldBack = (typeof HELD_BACK)[number];

export function isHeldBack({ reason }: { reason: string | null }): boolean {
  return (HELD_BACK as readonly (string | null)[]).includes(reason);
}

/** The network could not tell: whatever stands against it holds it, and once that is over it is repeated. */
export const ASKED_IN_VAIN = 'asked_in_vain';
