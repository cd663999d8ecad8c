import pg from 'pg';

import type { Passwords } from './data-directory.js';

export const SUPERUSER = 'postgres';
export const DATABASE = 'marronnier';

/** Owner runs migrations; the app sees one agency at a time; the scheduler's passes cross agencies. */
export const ROLES = {
  owner: 'marronnier_owner',
  app: 'marronnier_app',
  scheduler: 'marronnier_scheduler',
} as const;

export type Role = keyof typeof ROLES;

const ROLE_NAMES = Object.keys(ROLES) as Role[];
const POWERS = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

/** Creates the three roles, or resets their powers and passwords. `client` is the superuser's. */
export async function ensureRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
  const existing = new Set(rows.map((row) => row.rolname));
  for (const role of ROLE_NAMES) {
    const verb = existing.has(ROLES[role]) ? 'ALTER' : 'CREATE';
    await client.query(`${verb} ROLE ${ROLES[role]} ${POWERS} PASSWORD ${pg.escapeLiteral(passwords[role])}`);
  }
}

/** Creates the database, owned by the owner role and closed to everyone but the three. Safe to repeat. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  const database = pg.escapeIdentifier(name);
  if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${ROLES.owner}`);
  await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${ROLES.app}, ${ROLES.scheduler}`);
}
