/**
 * A Bluesky PDS with a directory of its own, in a process of its own, on free ports of the loopback interface:
 * node start.mjs [--rate-limits] [--jwt-secret HEX]
 * Says `listening <url>`; SIGTERM, SIGINT or the end of stdin end it, and its data are gone. The end of stdin also comes
 * when whoever started it is killed, so that nothing is left behind.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Secp256k1Keypair } from '@atproto/crypto';
import { envToCfg, envToSecrets, PDS } from '@atproto/pds';
import { Database, PlcServer } from '@did-plc/server';

const { values } = parseArgs({
  options: { 'rate-limits': { type: 'boolean', default: false }, 'jwt-secret': { type: 'string', default: 'secret' } },
});

const asked = new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
  process.stdin.on('end', resolve).on('error', resolve).resume();
});
const data = await mkdtemp(join(tmpdir(), 'marronnier-pds-'));
const blobs = await mkdtemp(join(tmpdir(), 'marronnier-pds-blobs-'));
try {
  await serve();
} finally {
  await Promise.all([data, blobs].map((folder) => rm(folder, { recursive: true, force: true })));
}
// The PDS leaves timers of its background work behind.
process.exit(0);

async function serve() {
  const directory = PlcServer.create({ db: Database.mock(), port: 0 });
  const { port } = (await directory.start()).address();
  const environment = await pdsEnvironment(`http://localhost:${port}`);
  const pds = await PDS.create(envToCfg(environment), envToSecrets(environment));
  await pds.start();
  process.stdout.write(`listening http://localhost:${environment.port}\n`);
  await asked;
  await pds.destroy();
  await directory.destroy();
}

async function pdsEnvironment(didPlcUrl) {
  return {
    // Its own address is part of every identity it makes, so the port must be known before it starts.
    port: await freePort(),
    devMode: true,
    dataDirectory: data,
    blobstoreDiskLocation: blobs,
    didPlcUrl,
    serviceHandleDomains: ['.test'],
    inviteRequired: false,
    // Its directory is on this machine.
    disableSsrfProtection: true,
    rateLimitsEnabled: values['rate-limits'],
    jwtSecret: values['jwt-secret'],
    adminPassword: 'admin',
    ...(await keys()),
  };
}

async function keys() {
  const [rotation, recovery] = await Promise.all([0, 1].map(() => Secp256k1Keypair.create({ exportable: true })));
  const secret = Buffer.from(await rotation.export()).toString('hex');
  return { plcRotationKeyK256PrivateKeyHex: secret, recoveryDidKey: recovery.did() };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
