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
  return {
    url,
    ...administrator,
    author,
    contributor,
    look: (path) => look(`${url}/wp-json/wp/v2${path}`, administrator),
    close: server.stop,
  };
}

type Role = 'administrator' | 'author' | 'contributor';

async function look<Answer>(url: string, { user, applicationPassword }: WordPressUser): Promise<Answer> {
  const pair = Buffer.from(`${user}:${applicationPassword}`).toString('base64');
  const response = await fetch(url, { headers: { authorization: `Basic ${pair}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}

function onPath(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}
