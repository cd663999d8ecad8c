import { createInterface } from 'node:readline';
import pg from 'pg';

/** Where this process dies: right before or right after a further commit of the ledger. */
interface Failpoint {
  /** The how manieth of its kind, from 0; -1: it only prints them. */
  commit: number;
  /** Its kind, as it is printed; absent: of whatever kind. */
  what?: string;
  when?: 'before' | 'after';
}

/**
 * Lets a test kill this very process at one of the ledger's commits: a line of JSON on standard input, such as
 * `{ "commit": 3, "what": "settle", "when": "before" }`, counts from then on, and is answered with the line `armed`. With `{ "commit": -1 }`
 * each is told as `commit <number> <what> <milliseconds since 1970>`. Imported by the test servers alone: the product has no such switch.
 */
export function watchCommits(): void {
  let failpoint: Failpoint | null = null;
  let count = 0;
  createInterface({ input: process.stdin }).on('line', (line) => {
    failpoint = JSON.parse(line) as Failpoint | null;
    count = 0;
    process.stdout.write('armed\n');
  });
  hookCommits((what) => {
    if (failpoint?.what !== undefined && failpoint.what !== what) return null;
    const number = count++;
    if (failpoint?.commit === -1) process.stdout.write(`commit ${number} ${what} ${Date.now()}\n`);
    return failpoint?.commit === number ? (failpoint.when ?? 'before') : null;
  });
}

/** Calls `dies` at each commit of the ledger, and does as it says. */
function hookCommits(dies: (what: string) => 'before' | 'after' | null): void {
  const prototype = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const original = prototype.query;
  /** What the transaction at hand of a connection has written for the ledger. */
  const open = new WeakMap<object, string>();
  prototype.query = function (this: object, ...given: unknown[]) {
    const text = textOf(given[0]);
    const what = ledgerWrite(text, given[0]);
    if (/^(start transaction|begin)/i.test(text)) open.set(this, '');
    const transaction = open.get(this);
    if (what !== null && transaction !== undefined) open.set(this, what);
    const ends = /^commit/i.test(text) ? (transaction ?? '') : transaction === undefined ? (what ?? '') : '';
    if (/^(commit|rollback)/i.test(text)) open.delete(this);
    const death = ends === '' ? null : dies(ends);
    if (death === 'before') die();
    const result = original.apply(this, given);
    if (death === 'after') void Promise.resolve(result as Promise<unknown>).then(die, die);
    return result;
  };
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

function textOf(given: unknown): string {
  if (typeof given === 'string') return given.trim();
  const { text } = (given ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text.trim() : '';
}

/** The statements by which workers write, as the engine words them; the passes have others. */
const WRITES: readonly [RegExp, string][] = [
  [/^with relaxed as materialized/, 'claim'],
  [/insert into publication_unit \(publication_id, unit, kind, key, adapter_state, armed, exposed_at\)/, 'store'],
  [/insert into publication_unit \(publication_id, unit, kind, key, adapter_state, remote_id/, 'settle'],
  [/looks = looks \+ 1/, 'look'],
  [/^update attempt set outcome/, 'settle-look'],
  [/update channel set renewing_until/, 'renew'],
];

function ledgerWrite(text: string, given: unknown): string | null {
  const what = WRITES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return what === 'store' && isArming(given) ? 'store-armed' : what;
}

/** Whether one of the units that are stored is armed for a step that cannot be taken back. */
function isArming(given: unknown): boolean {
  const [records] = (given as { values?: unknown[] }).values ?? [];
  return typeof records === 'string' && /"armed":\{/.test(records);
}
