/**
 * WordPress over a MariaDB of its own, from the Debian packages, in a temporary folder and on a free port of the
 * loopback interface: node start.mjs
 * Says `listening {"url", "users"}`; SIGTERM, SIGINT or the end of stdin end it, and its data are gone. The end of
 * stdin also comes when whoever started it is killed, so that neither PHP nor MariaDB is left behind. Where this runs
 * as root, both run as `nobody`: MariaDB refuses root, and a PHP that takes uploads has no need of it.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));
// The packages put MariaDB's server where only root looks.
const environment = { PATH: `${process.env.PATH}:/usr/sbin` };

const asked = new Promise((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, resolve);
  process.stdin.on('end', resolve).on('error', resolve).resume();
});
const folder = await mkdtemp(join(tmpdir(), 'marronnier-wp-'));
const site = join(folder, 'site');
const data = join(folder, 'data');
const socket = join(folder, 'sql.sock');
const port = await freePort();
const children = [];
try {
  const user = await unprivileged();
  await Promise.all([copySite(user), layDatabase(user)]);
  await start('mariadbd', databaseArguments(), /ready for connections/, user);
  const users = await install(user);
  const php = ['-d', 'variables_order=EGPCS', '-S', `127.0.0.1:${port}`, '-t', site, join(site, 'router.php')];
  await start('php', php, /started/, user);
  process.stdout.write(`listening ${JSON.stringify({ url: `http://127.0.0.1:${port}`, users })}\n`);
  await asked;
} finally {
  for (const child of children.reverse()) await end(child);
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

/** The uid and gid to run as, and the folder theirs; nothing where this is not root. */
async function unprivileged() {
  if (process.getuid() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'nobody'])).stdout)),
  );
  await chmod(folder, 0o755);
  await chown(folder, uid, gid);
  return { uid, gid };
}

async function copySite(user) {
  // Parts of the packaged folder are links to other packages, and WordPress looks for itself beside its real path.
  await run('cp', ['-rL', '/usr/share/wordpress', site], user);
  const files = ['wp-config.php', 'router.php', 'setup.php'];
  await Promise.all(files.map((file) => cp(join(here, file), join(site, file))));
}

async function layDatabase(user) {
  const bare = ['--no-defaults', '--skip-test-db', '--auth-root-authentication-method=normal', `--datadir=${data}`];
  await run('mariadb-install-db', bare, { ...user, env: environment });
}

function databaseArguments() {
  // No file outlives the run, so nothing need reach the disk.
  const careless = ['--innodb-flush-log-at-trx-commit=0', '--skip-log-bin', '--skip-innodb-doublewrite'];
  return ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, '--skip-networking', ...careless];
}

async function install(user) {
  const { stdout } = await run('php', [join(site, 'setup.php')], { ...user, env: siteEnvironment() });
  return JSON.parse(stdout.slice(stdout.indexOf('{')));
}

function siteEnvironment() {
  return {
    ...environment,
    WP_TEST_URL: `http://127.0.0.1:${port}`,
    WP_TEST_SOCKET: socket,
    PHP_CLI_SERVER_WORKERS: '4',
  };
}

async function start(command, args, ready, user) {
  const stdio = ['ignore', 'pipe', 'pipe'];
  // A process group of its own: PHP's workers are forks that do not end with the process that made them.
  const child = spawn(command, args, { ...user, env: siteEnvironment(), stdio, detached: true });
  children.push(child);
  let output = '';
  await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output = (output + chunk).slice(-20_000);
      if (ready.test(output)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${command} ended before it was ready:\n${output}`)));
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
