import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { startTestApi, type TestAnswer } from '../harness/test-api.js';

describe('closing the api', () => {
  it('answers what is in flight first, then takes nothing more', async () => {
    const api = await startTestApi();
    const made = await api.call('POST', '/v1/api-keys', {
      body: { name: 'busy', scopes: ['calendar:read'], brands: 'all' },
    });
    const { id } = made.body as { id: string };
    const holder = new pg.Client({ connectionString: api.database.appUrl });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from api_key where id = $1 for update', [id]);

    const answering: Promise<TestAnswer> = api.call('DELETE', `/v1/api-keys/${id}`);
    await untilSomeoneWaits(holder);
    const closing = api.close();
    await holder.query('commit');
    await holder.end();

    expect((await answering).status).toBe(204);
    await closing;
    await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
  });
});

async function untilSomeoneWaits(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query('select 1 from pg_locks where not granted');
    if (rowCount) return;
    await nextTurn();
  }
}
