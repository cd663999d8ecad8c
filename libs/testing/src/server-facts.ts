/** What the test server tells the workers: connection URLs of each role, naming no database of their own. */
export interface ServerFacts {
  superuser: string;
  owner: string;
  app: string;
  scheduler: string;
}

/** Jest's workers inherit the environment of the process that ran the global setup. */
export const FACTS_VARIABLE = 'MARRONNIER_TEST_SERVER';
export const TEMPLATE = 'marronnier_template';

export function readFacts(): ServerFacts {
  const facts = process.env[FACTS_VARIABLE];
  if (!facts) throw new Error('No test server: a spec that needs PostgreSQL is named *.db.spec.ts.');
  return JSON.parse(facts) as ServerFacts;
}

export function withDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}
