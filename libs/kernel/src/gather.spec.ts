import { jest } from '@jest/globals';
import { gather } from './gather.js';

const once = { size: 10, patience: 60_000 };

/** Records its batches; each ends when `release` is called. */
function recorder() {
  const batches: number[][] = [];
  const releases: (() => void)[] = [];
  const work = async (items: readonly number[]): Promise<number[]> => {
    batches.push([...items]);
    await new Promise<void>((resolve) => releases.push(resolve));
    return items.map((item) => item * 10);
  };
  return { batches, work, release: () => releases.shift()!() };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('takes calls of one turn together and answers each its own', async () => {
  const { batches, work, release } = recorder();
  const call = gather(work, once);
  const answers = Promise.all([call(1), call(2), call(3)]);
  await turn();
  release();
  expect(await answers).toEqual([10, 20, 30]);
  expect(batches).toEqual([[1, 2, 3]]);
});

it('gathers what comes while a batch is under way', async () => {
  const { batches, work, release } = recorder();
  const call = gather(work, once);
  const first = call(1);
  await turn();
  const others = Promise.all([call(2), call(3)]);
  await turn();
  expect(batches).toEqual([[1]]);
  release();
  await first;
  await turn();
  release();
  expect(await others).toEqual([20, 30]);
  expect(batches).toEqual([[1], [2, 3]]);
});

it('keeps to its size', async () => {
  const { batches, work, release } = recorder();
  const call = gather(work, { ...once, size: 2 });
  const answers = Promise.all([1, 2, 3].map(call));
  await turn();
  expect(batches).toEqual([[1, 2]]);
  release();
  for (let i = 0; i < 5; i++) await turn();
  expect(batches).toEqual([[1, 2], [3]]);
  release();
  expect(await answers).toEqual([10, 20, 30]);
});

it('lets others pass a batch that hangs', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const { batches, work, release } = recorder();
    const call = gather(work, { size: 10, patience: 100 });
    const first = call(1);
    await turn();
    const second = call(2);
    await turn();
    jest.advanceTimersByTime(99);
    expect(batches).toEqual([[1]]);
    jest.advanceTimersByTime(1);
    expect(batches).toEqual([[1], [2]]);
    release();
    release();
    expect(await Promise.all([first, second])).toEqual([10, 20]);
  } finally {
    jest.useRealTimers();
  }
});

it('lets a moment pass between two batches, unless the second is full', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  try {
    const batches: number[][] = [];
    const work = async (items: readonly number[]): Promise<readonly number[]> => {
      batches.push([...items]);
      return items;
    };
    const call = gather(work, { size: 3, patience: 60_000, pace: 50 });
    await call(1);
    const second = call(2);
    await turn();
    expect(batches).toEqual([[1]]);
    await Promise.all([second, call(3), call(4)]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    const fifth = call(5);
    await turn();
    jest.advanceTimersByTime(49);
    expect(batches).toHaveLength(2);
    jest.advanceTimersByTime(1);
    await fifth;
    expect(batches).toEqual([[1], [2, 3, 4], [5]]);
  } finally {
    jest.useRealTimers();
  }
});

it('tries the items of a failed batch one by one', async () => {
  const batches: number[][] = [];
  const call = gather(async (items: readonly number[]) => {
    batches.push([...items]);
    if (items.includes(2)) throw new Error('two');
    return items;
  }, once);
  const answers = await Promise.allSettled([call(1), call(2), call(3)]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
});
