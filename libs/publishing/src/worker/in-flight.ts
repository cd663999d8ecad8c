/** Work that is under way. */
export class InFlight {
  private readonly going = new Set<Promise<unknown>>();

  get size(): number {
    return this.going.size;
  }

  /** Counts `work` until it ends; answers it as it is. */
  add<T>(work: Promise<T>): Promise<T> {
    const ended = work
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.going.delete(ended));
    this.going.add(ended);
    return work;
  }

  /** Resolves when something ends; never when nothing is under way. */
  async next(): Promise<void> {
    await Promise.race(this.going);
  }

  /** Resolves when nothing is under way any more. */
  async atRest(): Promise<void> {
    while (this.going.size > 0) await this.next();
  }
}
