import type { NetworkAccess } from '#channels';
import type { Clock } from '#kernel';
import type { MediaFiles } from '#media';
import { sqlRows, type UnitOfWork } from '#persistence';
import type { PublishSettings } from '#publishing';
import { type AskingContext, type Pass, PASSES } from './passes.js';

export interface BeatContext {
  /** Names this scheduler among its siblings. */
  scheduler: string;
  uow: UnitOfWork;
  clock: Clock;
  settings: PublishSettings;
  files: MediaFiles;
  access: NetworkAccess;
  onError(pass: string, error: unknown): void;
}

/** Above this many milliseconds of doubt nothing is dispatched. */
const MAX_UNCERTAINTY = 500;

/** One beat: every pass whose turn it is, in order. A pass that fails does not keep the next ones from running. */
export async function beat(context: BeatContext, number: number): Promise<void> {
  const failed = await runPasses(context, PASSES, number);
  await record(context, failed).catch((error: unknown) => context.onError('heartbeat', error));
}

/** The passes whose turn it is, one after the other. Answers the names of those that failed. */
export async function runPasses(
  context: BeatContext,
  passes: readonly Pass<AskingContext>[],
  number: number,
): Promise<string[]> {
  const clockTrusted = context.clock.uncertainty() <= MAX_UNCERTAINTY;
  const failed: string[] = [];
  for (const pass of passes) {
    if (number % pass.every !== 0) continue;
    try {
      const { uow, settings, files, access, clock } = context;
      await pass.run({ uow, settings, files, access, clock, clockTrusted }, clock.now());
    } catch (error) {
      failed.push(pass.name);
      context.onError(pass.name, error);
    }
  }
  return failed;
}

/** Read by `/readyz`: how long ago some scheduler was alive, and what troubled it. */
async function record(context: BeatContext, failed: readonly string[]): Promise<void> {
  await context.uow.read((tx) =>
    sqlRows(
      tx,
      `insert into heartbeat (scheduler, beaten_at, report) values ($1, $2, $3)
       on conflict (scheduler) do update set beaten_at = excluded.beaten_at, report = excluded.report`,
      [
        context.scheduler,
        context.clock.now(),
        JSON.stringify({ failed, clockUncertaintyMs: Math.ceil(Math.min(context.clock.uncertainty(), 1e9)) }),
      ],
    ),
  );
}
