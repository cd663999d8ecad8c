import type { Ending, SimulationOutcome } from './simulation-entry.js';
import { reasonOf, type SimulationReasonCode } from './simulation-reasons.js';
import type { SlotDateStanding } from './slot-dates.js';

/** How a date ends on which nothing is scheduled; what closes it is `close-past-occurrences`, or a person before. */
export function settleDate(date: SlotDateStanding): Ending {
  switch (date.state) {
    case 'open':
      return closing(date);
    case 'filled':
      return ending('unscheduled', 'not_scheduled', closesAt(date));
    case 'skipped':
      return skipped(date);
    case 'missed':
      return date.stateReason === 'empty' ? ending('empty', 'empty') : ending('missed', 'late');
    case 'done':
      return ending('published', 'already_published');
  }
}

function closing(date: SlotDateStanding): Ending {
  const { archived, active, whenEmpty } = date.slot;
  const at = closesAt(date);
  if (archived) return ending('skipped', 'slot_archived', at);
  if (!active) return ending('skipped', 'slot_inactive', at);
  return whenEmpty === 'skip' ? ending('skipped', 'empty_allowed', at) : ending('empty', 'empty', at);
}

function closesAt({ startsAt, slot }: SlotDateStanding): Date {
  return new Date(startsAt.getTime() + slot.lateWindow);
}

/** Reasons that the service itself writes; any other text is a person's. */
const SKIPPED: Readonly<Record<string, SimulationReasonCode>> = {
  empty: 'empty_allowed',
  slot_archived: 'slot_archived',
  blackout: 'blackout',
  blackout_no_free_day: 'blackout_no_free_day',
};

function skipped({ stateReason, blackout }: SlotDateStanding): Ending {
  if (stateReason === null) return ending('skipped', 'skipped_by_hand');
  const code = SKIPPED[stateReason];
  const reason = code ? reasonOf(code, blackout?.title) : reasonOf('skipped_because', stateReason);
  return { outcome: 'skipped', reason, settledAt: null, heldFrom: null };
}

function ending(outcome: SimulationOutcome, code: SimulationReasonCode, settledAt: Date | null = null): Ending {
  return { outcome, reason: reasonOf(code), settledAt, heldFrom: null };
}
