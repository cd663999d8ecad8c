import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, startChild } from './child.js';

/** The scripted network in a process of its own, which nothing here kills. */
export interface NetworkProcess {
  baseUrl: string;
  /** How often each key stands in the append-only log. */
  counts(): Promise<Map<string, number>>;
  /** Accepts the next `times` posts and cuts the connection instead of answering. */
  loseAnswers(times: number): Promise<void>;
  child: Child;
}

/** `delayAfterAccept`: milliseconds between writing the log and answering. */
export async function startNetwork(directory: string, delayAfterAccept: number): Promise<NetworkProcess> {
  const log = join(directory, 'network.jsonl');
  const child = await startChild({
    program: 'test/servers/scripted-network.js',
    arguments: ['--log', log, '--delay-after-accept', String(delayAfterAccept)],
    ready: /^listening (\d+)$/,
  });
  const baseUrl = `http://127.0.0.1:${child.told}`;
  return {
    baseUrl,
    counts: async () => countKeys(await readFile(log, 'utf8')),
    async loseAnswers(times) {
      await fetch(`${baseUrl}/control`, { method: 'POST', body: JSON.stringify({ drop: times }) });
    },
    child,
  };
}

function countKeys(log: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of log.split('\n').filter(Boolean)) {
    const { key } = JSON.parse(line) as { key: string };
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
