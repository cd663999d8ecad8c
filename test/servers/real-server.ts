import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from '@jest/globals';

/** A server of somebody else's, in a process of its own. */
export interface RealServer {
  /** What the first group of `ready` captured. */
  told: string;
  /** Asks it to end (SIGTERM) and waits until it has. */
  stop(): Promise<void>;
}

export interface RealServerOptions {
  command: string;
  arguments: readonly string[];
  /** All it gets besides PATH. */
  environment?: Readonly<Record<string, string>>;
  /** What it writes, to either stream, once it answers. */
  ready: RegExp;
}

/** Longer than any of them takes on a busy machine. */
const LONGEST_START = 60_000;

/** Starts it and comes back when it says it is ready. Throws with what it wrote when it ends before, or never is. */
export async function startRealServer(options: RealServerOptions): Promise<RealServer> {
  const child = spawn(options.command, options.arguments, {
    env: { PATH: process.env['PATH'], ...options.environment },
    // A pipe as stdin: it ends when we do, however we do.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const told = await firstMatch(child, options);
  return { told, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

function firstMatch(child: ChildProcess, { command, ready }: RealServerOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (how: string): void => reject(new Error(`${command} ${how}:\n${output}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${LONGEST_START} ms`);
    }, LONGEST_START);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      act();
    };
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const match = ready.exec(output);
      if (match) settle(() => resolve(match[1] ?? ''));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => settle(() => fail(error.message)));
    child.once('close', (code, signal) => settle(() => fail(`ended (${signal ?? code}) before it was ready`)));
  });
}

/**
 * `describe` for specs that need a real server: skipped with a word on how to install it where it is missing, and
 * failing where `CI=true`, so that nobody takes a run without it for proof.
 */
export function describeWith(installed: () => boolean, missing: string): (name: string, body: () => void) => void {
  return (name, body) => {
    if (installed()) describe(name, body);
    else if (process.env['CI'] === 'true') refuse(name, missing);
    else skip(name, missing, body);
  };
}

function skip(name: string, missing: string, body: () => void): void {
  process.stderr.write(`${name} is skipped: ${missing}\n`);
  describe.skip(name, body);
}

function refuse(name: string, missing: string): void {
  describe(name, () => {
    it('has its real server', () => {
      throw new Error(`${missing} CI does not go on without it.`);
    });
  });
}
