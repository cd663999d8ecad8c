import { nameOf } from '#kernel';
import type { AdapterError } from '#networks';

/** An adapter broke where it only computes, as only a bug makes it: it would break at the same place again. */
export class AdapterBroke extends Error {
  readonly told: AdapterError;

  constructor(cause: unknown) {
    super('An adapter broke', { cause });
    this.name = 'AdapterBroke';
    this.told = { class: 'permanent', code: 'adapter.threw', phase: 'before_send', detail: nameOf(cause) };
  }
}

/** What an adapter computes. Throws `AdapterBroke` where it throws, or gives nothing. */
export function sound<T extends object>(work: () => T | null): T {
  try {
    const value = work();
    if (!value) throw new TypeError('nothing where something is due');
    return value;
  } catch (error) {
    throw new AdapterBroke(error);
  }
}
