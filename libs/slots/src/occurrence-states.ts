import type { StateTable } from '#kernel';

export const OCCURRENCE_STATES = ['open', 'filled', 'skipped', 'missed', 'done'] as const;
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number];

/** Every legal move of an occurrence. "Over" means past its start by more than the slot's late window. */
export const occurrenceStates = {
  name: 'occurrence',
  states: OCCURRENCE_STATES,
  final: ['missed', 'done'],
  transitions: [
    { from: ['open'], by: 'fill', guard: 'not over', to: 'filled' },
    { from: ['filled'], by: 'release', guard: 'its post was cancelled, deleted or detached', to: 'open' },
    { from: ['open'], by: 'skip', guard: 'not over', to: 'skipped' },
    { from: ['skipped'], by: 'unskip', guard: 'not over', to: 'open' },
    { from: ['open'], by: 'archive-slot', guard: 'ahead, and touched by somebody', to: 'skipped' },
    { from: ['filled', 'missed'], by: 'settle', guard: 'its post has gone out', to: 'done' },
    { from: ['filled'], by: 'give-up', guard: 'its post did not go out in time', to: 'missed' },
    {
      from: ['open'],
      by: 'close-past-occurrences',
      guard: 'over, whenEmpty alert, slot active',
      to: 'missed',
      event: 'slot.unfilled',
    },
    { from: ['open'], by: 'close-past-occurrences', guard: 'over, otherwise', to: 'skipped' },
  ],
} as const satisfies StateTable<OccurrenceState>;
