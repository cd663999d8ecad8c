import { Injectable, SetMetadata } from '@nestjs/common';
import { DomainError } from '#kernel';

/** Requests at once that hold a transaction, and with it one of the pool's fifteen connections, while a network answers. */
const MOST = 6;
/** Of one API key: nobody's slow hosts keep others from theirs. */
const MOST_OF_ONE = 2;

export const ASKS_NETWORK_KEY = Symbol('asks network');

/** For POST handlers that wait for a network: with an `Idempotency-Key` they do so within a transaction. */
export const AsksNetwork = (): MethodDecorator => SetMetadata(ASKS_NETWORK_KEY, true);

/** Keeps such requests of this process from taking all connections. */
@Injectable()
export class NetworkTurns {
  private readonly busy = new Map<string, number>();

  /** @throws DomainError `service.busy` */
  async take<T>(apiKeyId: string, work: () => Promise<T>): Promise<T> {
    const own = this.busy.get(apiKeyId) ?? 0;
    const all = [...this.busy.values()].reduce((sum, count) => sum + count, 0);
    if (own >= MOST_OF_ONE || all >= MOST) throw new DomainError('service.busy');
    this.busy.set(apiKeyId, own + 1);
    try {
      return await work();
    } finally {
      this.leave(apiKeyId);
    }
  }

  private leave(apiKeyId: string): void {
    const left = (this.busy.get(apiKeyId) ?? 1) - 1;
    if (left === 0) this.busy.delete(apiKeyId);
    else this.busy.set(apiKeyId, left);
  }
}
