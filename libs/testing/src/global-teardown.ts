import { once } from 'node:events';

/** Ends the test server's stdin, at which it stops PostgreSQL and removes its directory. */
export default async function globalTeardown(): Promise<void> {
  const server = globalThis.marronnierTestServer;
  if (!server || server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin?.end();
  await exited;
}
