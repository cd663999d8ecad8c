import { Behind } from './behind.js';

/** Work that ends when it is told to. */
function work(): { run: () => Promise<void>; end: (error?: Error) => void } {
  let end: (error?: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { run: () => promise, end };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => (over = true));
  await turn();
  return over;
}

const fail = (error: unknown): never => {
  throw error;
};

it('lets its giver go on while there is room, and wait when there is none', async () => {
  const behind = new Behind(2, fail);
  const [first, second] = [work(), work()];
  expect(await isOver(behind.take(first.run))).toBe(true);
  const taken = behind.take(second.run);
  expect(await isOver(taken)).toBe(false);
  first.end();
  expect(await isOver(taken)).toBe(true);
  second.end();
});

it('is at rest when all has ended, in whatever way', async () => {
  const errors: unknown[] = [];
  const behind = new Behind(3, (error) => errors.push(error));
  const [first, second] = [work(), work()];
  await behind.take(first.run);
  await behind.take(second.run);
  const atRest = behind.atRest();
  const failure = new Error('no database');
  first.end(failure);
  expect(await isOver(atRest)).toBe(false);
  second.end();
  expect(await isOver(atRest)).toBe(true);
  expect(errors).toEqual([failure]);
});
