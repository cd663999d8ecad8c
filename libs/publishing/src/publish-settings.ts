/** The engine's timings, all in milliseconds. Faults are tested with short ones. */
export interface PublishSettings {
  /** What one call to a network may take. */
  callDeadline: number;
  /** How long a claim stands without news; longer than a call. */
  lease: number;
  /** Waits between looks at a network after an unknown outcome. */
  looks: readonly number[];
  /** How long a network that cannot be asked is asked again, before a person is. */
  patience: number;
  /** How long after its deadline an unanswered call is taken to be dead on the network's side too. */
  absentGrace: number;
  backoff: { base: number; cap: number; maxFailures: number };
  /** From 0 to 1. */
  random: () => number;
}

/** The settings for calls of at most `callDeadline`. */
export function publishSettings(callDeadline: number): PublishSettings {
  return {
    callDeadline,
    lease: callDeadline * 2 + 10_000,
    looks: [5_000, 30_000, 120_000, 600_000],
    patience: 6 * 3_600_000,
    absentGrace: 120_000,
    backoff: { base: 5_000, cap: 900_000, maxFailures: 8 },
    random: Math.random,
  };
}

/** The token under which an application hands its settings on. */
export const PUBLISH_SETTINGS = Symbol('PublishSettings');
