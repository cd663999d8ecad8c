/** How calls are gathered. */
export interface GatherOptions {
  /** Most items of one batch. */
  size: number;
  /** Milliseconds after which a batch under way no longer keeps the next one waiting. */
  patience: number;
  /** Milliseconds between the beginnings of two batches, unless the second is full. */
  pace?: number;
}

/**
 * Turns calls for one item into calls for many: what is asked while a batch is under way goes together into the next
 * one. A lone call waits for nobody, and nobody waits longer than `patience` for others' batch, which may hang on
 * something that is none of theirs. Where calls follow each other closely, `pace` makes larger batches of them. When a batch fails its items are tried one by one, so that each call ends with its
 * own result or error; `work` must bear that.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  { size, patience, pace = 0 }: GatherOptions,
): (item: T) => Promise<R> {
  const waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
  let ahead: object | null = null;
  let pause: NodeJS.Timeout | undefined;

  const alone = async (item: T): Promise<R> => (await work([item]))[0]!;

  const runBatch = async (batch: typeof waiting): Promise<void> => {
    const items = batch.map(({ item }) => item);
    const results = batch.length === 1 ? null : await work(items).catch(() => null);
    for (const [index, { item, resolve, reject }] of batch.entries()) {
      if (results) resolve(results[index]!);
      else await alone(item).then(resolve, reject);
    }
  };

  const next = (): void => {
    if (ahead || waiting.length === 0 || (pause && waiting.length < size)) return;
    const batch = waiting.splice(0, size);
    ahead = batch;
    clearTimeout(pause);
    pause = pace > 0 ? setTimeout(resume, pace) : undefined;
    const letPass = (): void => {
      if (ahead !== batch) return;
      ahead = null;
      next();
    };
    const impatient = setTimeout(letPass, patience);
    void runBatch(batch).finally(() => {
      clearTimeout(impatient);
      letPass();
    });
  };

  const resume = (): void => {
    pause = undefined;
    next();
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // After whatever else this turn of the event loop asks for.
      setImmediate(next);
    });
}
