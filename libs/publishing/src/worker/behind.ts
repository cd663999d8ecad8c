import { InFlight } from './in-flight.js';

/** Work that goes on while its giver does something else: up to `most` at once, beyond which givers wait. */
export class Behind {
  private readonly going = new InFlight();

  constructor(
    private readonly most: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Starts it; resolves when there is room for another. Never rejects: failures go to `onError`. */
  async take(work: () => Promise<void>): Promise<void> {
    void this.going.add(work().catch(this.onError));
    while (this.going.size >= this.most) await this.going.next();
  }

  /** Resolves when nothing is under way any more. */
  atRest(): Promise<void> {
    return this.going.atRest();
  }
}
