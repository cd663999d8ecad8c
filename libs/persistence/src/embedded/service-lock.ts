import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm, symlink, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { DataDirectoryInUse, EmbeddedPostgresError } from './errors.js';

export interface ServiceLock {
  release(): Promise<void>;
}

type Stage = 'claiming' | 'held';
type Peer = { stage: Stage; pid: number | null } | 'dead';

const PREFIX = 'service-';
const SUFFIX = '.lock';
const ROUNDS = 20;
const ANSWER_MILLIS = 1000;
/** `sun_path` holds 104 bytes on macOS and 108 on Linux. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Lets one living service at a time work on `directory`; a second one gets `DataDirectoryInUse`.
 *
 * The lock is a listening Unix socket in the directory. The kernel closes it with its process, whatever killed
 * that, so a stale lock refuses connections and is told from a held one without process ids, which are recycled
 * and mean nothing across containers. Every contender first binds a socket of its own name and then looks at the
 * others: of two, at least one sees the other, and nobody ever takes over another's file, which is where lock
 * files race. Contenders that meet while claiming both withdraw and come back after a random while.
 */
export async function takeServiceLock(directory: string): Promise<ServiceLock> {
  for (let round = 0; round < ROUNDS; round++) {
    const claim = await bindClaim(directory);
    const peers = await livingPeers(directory, claim.name);
    if (peers.length === 0) {
      claim.stage = 'held';
      return { release: () => withdraw(claim) };
    }
    await withdraw(claim);
    const holder = peers.find((peer) => peer.stage === 'held');
    if (holder) throw new DataDirectoryInUse(directory, holder.pid);
    await sleep(randomInt(10, 100));
  }
  throw new DataDirectoryInUse(directory, null);
}

interface Claim {
  directory: string;
  name: string;
  stage: Stage;
  server: Server;
}

async function bindClaim(directory: string): Promise<Claim> {
  const name = `${PREFIX}${randomBytes(6).toString('hex')}${SUFFIX}`;
  const server = createServer((socket) => {
    // A peer that hangs up before it has read the answer is its own affair.
    socket.on('error', () => socket.destroy());
    socket.end(`${claim.stage} ${process.pid}`);
  });
  const claim: Claim = { directory, name, stage: 'claiming', server };
  await withShortPath(directory, (short) => listen(server, join(short, name)));
  server.unref();
  return claim;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new EmbeddedPostgresError(`Cannot lock the data directory with the socket ${path}: ${cause.message}`)),
    );
    server.listen({ path, exclusive: true }, resolve);
  });
}

async function withdraw(claim: Claim): Promise<void> {
  await rm(join(claim.directory, claim.name), { force: true });
  await new Promise((resolve) => claim.server.close(resolve));
}

async function livingPeers(directory: string, own: string): Promise<Exclude<Peer, 'dead'>[]> {
  const names = (await readdir(directory)).filter(
    (name) => name.startsWith(PREFIX) && name.endsWith(SUFFIX) && name !== own,
  );
  const living: Exclude<Peer, 'dead'>[] = [];
  for (const name of names) {
    const peer = await withShortPath(directory, (short) => ask(join(short, name)));
    if (peer === 'dead') await unlink(join(directory, name)).catch(() => undefined);
    else living.push(peer);
  }
  return living;
}

/** Only a refused connection proves death; a peer that is frozen or unreachable counts as alive. */
function ask(path: string): Promise<Peer> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(path);
    const settle = (peer: Peer) => {
      socket.destroy();
      resolve(peer);
    };
    socket.setTimeout(ANSWER_MILLIS, () => settle({ stage: 'held', pid: null }));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => settle(parseAnswer(answer)));
    socket.on('error', (cause: NodeJS.ErrnoException) =>
      settle(cause.code === 'ECONNREFUSED' || cause.code === 'ENOENT' ? 'dead' : { stage: 'held', pid: null }),
    );
  });
}

function parseAnswer(answer: string): Peer {
  const [stage, pid] = answer.split(' ');
  return { stage: stage === 'claiming' ? 'claiming' : 'held', pid: Number(pid) || null };
}

/** Runs `work` with a path to `directory` short enough to hold a socket: its own, or a passing symbolic link. */
async function withShortPath<T>(directory: string, work: (short: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(directory) + 32 < LONGEST_SOCKET_PATH) return work(directory);
  const passage = await mkdtemp(join(tmpdir(), 'm-'));
  try {
    const short = join(passage, 'd');
    await symlink(directory, short);
    return await work(short);
  } finally {
    await rm(passage, { recursive: true });
  }
}
