import { Injectable } from '@nestjs/common';
import type { BrandScope } from '#kernel';
import type { Tx } from '#persistence';
import { OccurrenceService } from '#slots';
import { type CalendarCounts, countEntries } from './calendar-counts.js';
import { checkWindow } from './calendar-entries.js';
import { type CalendarGaps, findGaps } from './calendar-gaps.js';
import { type CalendarLoads, findLoad } from './calendar-load.js';
import { slotsOf } from './calendar-page.js';
import type { CalendarQuery } from './calendar.js';

/** Below the horizon of 90 days: every date in reach stands in the database. */
export const MAX_GAP_DAYS = 60;

export interface SummaryQuery extends Omit<CalendarQuery, 'states'> {
  now: Date;
  /** How far ahead gaps are looked for, from now; at most `MAX_GAP_DAYS`. */
  gapDays: number;
}

export interface CalendarSummaryView extends CalendarGaps, CalendarLoads {
  counts: CalendarCounts;
}

/** How full the calendar is, for whom, and where it is empty. */
@Injectable()
export class CalendarSummary {
  constructor(private readonly occurrences: OccurrenceService) {}

  /**
   * Five queries, however many entries; seven where the window reaches dates that have no row.
   * @throws DomainError `request.range_invalid`
   */
  async read(tx: Tx, scope: BrandScope, query: SummaryQuery): Promise<CalendarSummaryView> {
    checkWindow(query);
    const virtual = await this.occurrences.virtual(tx, scope, slotsOf(query), query.from, query.to);
    return {
      counts: await countEntries(tx, scope, query, virtual),
      ...(await findGaps(tx, scope, query, query)),
      ...(await findLoad(tx, scope, query, query.timezone, virtual)),
    };
  }
}
