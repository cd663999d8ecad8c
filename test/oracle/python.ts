import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** npm runs its scripts in the root of the repository. */
const SCRIPT = 'test/oracle/oracle.py';
const CANDIDATES = ['python3', '/usr/bin/python3', '/usr/local/bin/python3'];
const HELP = `The oracle needs python3 (3.9 or newer) with python-dateutil, and the time zones of the system:
  apt-get install -y python3 python3-dateutil tzdata      (Debian, Ubuntu)
  python3 -m pip install python-dateutil tzdata           (elsewhere)`;

/** A Python that has what the oracle needs. */
export function findPython(): string {
  const found = CANDIDATES.find((python) => spawnSync(python, ['-c', 'import dateutil, zoneinfo']).status === 0);
  if (!found) throw new Error(HELP);
  return found;
}

/** Versions of Python, dateutil and its time zones. */
export function pythonVersions(python: string): string {
  const ask = `import platform, dateutil, pathlib
zones = pathlib.Path('/usr/share/zoneinfo/tzdata.zi')
print('Python', platform.python_version() + ', dateutil', dateutil.__version__ + ', zones', zones.open().readline().split()[-1] if zones.exists() else '?')`;
  return spawnSync(python, ['-c', ask], { encoding: 'utf8' }).stdout.trim();
}

/** Runs `oracle.py` and yields what it prints, piece by piece. */
export async function* runOracle(python: string, options: readonly string[]): AsyncGenerator<string> {
  const child = spawn(python, ['-B', SCRIPT, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  child.stdout.setEncoding('utf8');
  for await (const piece of child.stdout) yield piece as string;
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`oracle.py ended with ${status ?? 'a signal'}`);
}
