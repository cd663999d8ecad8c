import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Jest loads this file through its CommonJS transform and Node's resolver, where neither `#…` nor `./x.js` leads to
 * a TypeScript source. So it imports nothing of ours: the server lives in a process of its own.
 */
const FACTS_VARIABLE = 'MARRONNIER_TEST_SERVER';

declare global {
  var marronnierTestServer: ChildProcess | undefined;
}

export default async function globalSetup(_global: unknown, project: { rootDir: string }): Promise<void> {
  const directory = join(project.rootDir, 'libs/testing/src');
  const loader = join(directory, 'typescript-loader.mjs');
  const server = spawn(
    process.execPath,
    ['--no-warnings', '--conditions=development', '--import', loader, join(directory, 'test-server.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  globalThis.marronnierTestServer = server;
  process.env[FACTS_VARIABLE] = await firstLine(server);
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('exit', (code) => reject(new Error(`The test server ended before it was ready (exit code ${code}).`)));
    if (server.stdout) createInterface({ input: server.stdout }).once('line', resolve);
  });
}
