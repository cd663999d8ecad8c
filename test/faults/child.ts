import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own, as the product's users start it: compiled, on plain Node, with nothing of Jest around it. */
export interface Child {
  pid: number;
  /** What `ready` captured. */
  told: string;
  /** Everything it wrote so far, to either stream. */
  output(): string;
  /** A line to its standard input. */
  tell(line: string): void;
  /** Null while it lives. */
  exitCode(): number | NodeJS.Signals | null;
  /** `kill -9`; comes back once the process is gone. */
  kill(): Promise<void>;
  /** Asks it to end (SIGTERM) and answers its exit code. */
  stop(): Promise<number | NodeJS.Signals | null>;
}

export interface ChildOptions {
  /** Below `dist/`. */
  program: string;
  arguments?: readonly string[];
  /** All it gets besides PATH. */
  environment?: Readonly<Record<string, string>>;
  /** The line that says it is ready; its first group is what the child told. */
  ready: RegExp;
  /** Milliseconds. */
  within?: number;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What is compiled, whether this file runs from there or from the sources. */
export const DIST = ROOT.endsWith('/dist/') ? ROOT : `${ROOT}dist/`;
const living = new Set<ChildProcess>();

/** Starts it and comes back when it says it is ready. Throws with everything it wrote when it ends before. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { process: child, output } = spawnChild(options);
  const told = await firstMatch(child, output, options);
  const end = async (signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> => {
    if (exitOf(child) === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
    return exitOf(child);
  };
  return {
    pid: child.pid ?? 0,
    told,
    output,
    tell: (line) => void child.stdin!.write(`${line}\n`),
    exitCode: () => exitOf(child),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

/** Runs it to its end. */
export async function runChild(
  options: Omit<ChildOptions, 'ready'>,
): Promise<{ exitCode: number | NodeJS.Signals | null; output: string }> {
  const { process: child, output } = spawnChild(options);
  await once(child, 'close');
  return { exitCode: exitOf(child), output: output() };
}

/** For `afterEach`: nothing a failed test left running outlives it. */
export async function killChildren(): Promise<void> {
  await Promise.all(
    [...living].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
}

function spawnChild(options: Omit<ChildOptions, 'ready'>): { process: ChildProcess; output: () => string } {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', `${DIST}${options.program}`, ...(options.arguments ?? [])],
    {
      env: { PATH: process.env['PATH'], ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  // A child that is killed while it is told something is killed all the same.
  child.stdin?.on('error', () => undefined);
  living.add(child);
  child.once('exit', () => living.delete(child));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { process: child, output: () => output };
}

function firstMatch(child: ChildProcess, output: () => string, options: ChildOptions): Promise<string> {
  const { program, ready, within = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const fail = (how: string): void => reject(new Error(`${program} ${how}:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${within} ms`), within);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? code}) before it was ready`);
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const match = ready.exec(line);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1] ?? '');
    });
  });
}

function exitOf(child: ChildProcess): number | NodeJS.Signals | null {
  return child.exitCode ?? child.signalCode;
}
