/**
 * Turns calls for one item into calls for many: what is asked while earlier batches are under way goes together into the
 * next one, at most `size` at a time, at most `lanes` batches at once. A lone call waits for nobody. When a batch fails
 * its items are tried one by one, so that each call ends with its own result or error; `work` must bear that.
 */
export function gather<T, R>(
  work: (items: readonly T[]) => Promise<readonly R[]>,
  { size, lanes }: { size: number; lanes: number },
): (item: T) => Promise<R> {
  const waiting: { item: T; resolve: (result: R) => void; reject: (error: unknown) => void }[] = [];
  let busy = 0;

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
    if (busy >= lanes || waiting.length === 0) return;
    busy++;
    void runBatch(waiting.splice(0, size)).finally(() => {
      busy--;
      next();
    });
  };

  return (item) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // After whatever else this turn of the event loop asks for.
      setImmediate(next);
    });
}
