import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeWith, startRealServer } from '../real-server.js';

/** What a person types when connecting a channel. */
export interface WordPressUser {
  user: string;
  applicationPassword: string;
}

/** A real WordPress with its first post, its first page and a comment in it. */
export interface WordPress extends WordPressUser {
  url: string;
  /** Publishes, but may not make categories. */
  author: WordPressUser;
  /** Writes drafts, and may neither publish nor upload. */
  contributor: WordPressUser;
  /** The REST API as an administrator sees it: `path` after `/wp-json/wp/v2`, answers as JSON. Throws what is refused. */
  look<Answer>(path: string): Promise<Answer>;
  /** How many things a list of that API has in all (`X-WP-Total`). */
  total(path: string): Promise<number>;
  close(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('start.mjs', import.meta.url));
const SITE = '/usr/share/wordpress/wp-load.php';

/** Whether the Debian packages that `install.sh` names are there. */
export function wordpressInstalled(): boolean {
  return existsSync(SITE) && ['php', 'mariadbd', 'mariadb-install-db'].every(onPath);
}

export const describeWithWordPress = describeWith(
  wordpressInstalled,
  'WordPress is not installed; test/servers/wordpress/install.sh does it on Debian, as root.',
);

/** Starts a WordPress on a free port; it takes about four seconds. */
export async function startWordPress(): Promise<WordPress> {
  const server = await startRealServer({
    command: process.execPath,
    arguments: [PROGRAM],
    ready: /^listening (.+)$/m,
  });
  const { url, users } = JSON.parse(server.told) as { url: string; users: Record<Role, WordPressUser> };
  const { administrator, author, contributor } = users;
  const ask = (path: string): Promise<Response> => get(`${url}/wp-json/wp/v2${path}`, administrator);
  return {
    url,
    ...administrator,
    author,
    contributor,
    look: async <Answer>(path: string) => (await (await ask(path)).json()) as Answer,
    total: async (path) => Number((await ask(path)).headers.get('x-wp-total')),
    close: server.stop,
  };
}

type Role = 'administrator' | 'author' | 'contributor';

async function get(url: string, { user, applicationPassword }: WordPressUser): Promise<Response> {
  const pair = Buffer.from(`${user}:${applicationPassword}`).toString('base64');
  const response = await fetch(url, { headers: { authorization: `Basic ${pair}` } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

function onPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
