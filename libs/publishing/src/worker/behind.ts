/** Work that goes on while its giver does something else: up to `most` at once, beyond which givers wait. */
export class Behind {
  private readonly going = new Set<Promise<void>>();

  constructor(
    private readonly most: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Starts it; resolves when there is room for another. Never rejects: failures go to `onError`. */
  async take(work: () => Promise<void>): Promise<void> {
    const going = work()
      .catch(this.onError)
      .finally(() => this.going.delete(going));
    this.going.add(going);
    while (this.going.size >= this.most) await Promise.race(this.going);
  }

  /** Resolves when nothing is under way any more. */
  async atRest(): Promise<void> {
    while (this.going.size > 0) await Promise.race(this.going);
  }
}
