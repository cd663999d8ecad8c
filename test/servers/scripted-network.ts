import { parseArgs } from 'node:util';
import { startScriptedServer } from '#networks/testing';

/**
 * A network in a process of its own, with an append-only log, no deduplication and a delay after accepting:
 * node dist/test/servers/scripted-network.js --port 0 --log FILE --delay-after-accept 50
 * Says `listening <port>` on stdout; SIGTERM and SIGINT end it.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    log: { type: 'string' },
    'delay-after-accept': { type: 'string', default: '50' },
  },
});
if (!values.log) {
  process.stderr.write('usage: scripted-network --log FILE [--port N] [--delay-after-accept MS]\n');
  process.exit(2);
}

const server = await startScriptedServer({
  port: Number(values.port),
  log: values.log,
  delayAfterAccept: Number(values['delay-after-accept']),
  now: () => new Date(),
});
process.stdout.write(`listening ${server.port}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
