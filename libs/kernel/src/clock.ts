/** The only way to read the time. `now` is handed on as an argument, in SQL too. */
export interface Clock {
  /** The current instant. In production it follows PostgreSQL's clock. */
  now(): Date;
  /** Milliseconds on a clock that never steps back; for deadlines only. */
  monotonic(): number;
  /** Half-width, in milliseconds, of the interval in which the true instant lies. */
  uncertainty(): number;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  private current: number;

  constructor(start: Date | string) {
    this.current = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.current);
  }

  monotonic(): number {
    return this.current;
  }

  uncertainty(): number {
    return 0;
  }

  set(instant: Date | string): void {
    this.current = new Date(instant).getTime();
  }

  /** Moves forward by `milliseconds`. */
  advance(milliseconds: number): void {
    this.current += milliseconds;
  }
}

/** The token under which an application hands its clock on. */
export const CLOCK = Symbol('Clock');
