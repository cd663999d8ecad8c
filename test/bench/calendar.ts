import { parseArgs } from 'node:util';
import { ApiKeyService } from '#agencies';
import { apiEntities, createApi } from '#api';
import { readConfig } from '#config';
import { SYSTEM, SystemClock } from '#kernel';
import { AesGcmSecretBox, createDataSource, sqlRows, UnitOfWork } from '#persistence';
import { Calendar, CalendarSummary } from '#planning';
import { type Figure, percentile, round, serverCpu } from './figures.js';
import { ONE_PAGE, pageSize } from './hand-written-page.js';
import { seedAgency, seedBrands } from './seed.js';
import { seedCalendar } from './seed-calendar.js';
import { type BenchDatabase, openStage, type Stage } from './stage.js';
import { explain, StatementLog } from './statement-log.js';

/**
 * node dist/test/bench/calendar.js [--brands N] [--rounds N] [--plans]
 * A month of N brands with a hundred entries each, as a client reads it. Ends with 1 when a goal is missed.
 */
const { values } = parseArgs({
  options: {
    brands: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    plans: { type: 'boolean', default: false },
  },
});

/** Milliseconds. */
const GOAL = 300;
const LIMIT = 200;
const DAY = 86_400_000;

const stage = await openStage();
const figures: Figure[] = [];
try {
  await measure(stage, await stage.database('calendar'));
} finally {
  await stage.close();
}
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;

function take(what: string, times: readonly number[], goal: number | null, more = ''): void {
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  const measured = `p50 ${round(p50, 1)} ms, p99 ${round(p99, 1)} ms of ${times.length}${more && `; ${more}`}`;
  const figure: Figure = { what, measured, goal: goal ? `p99 < ${goal} ms` : '', met: goal ? p99 < goal : null };
  figures.push(figure);
  console.log(`${figure.met === null ? '    ' : figure.met ? 'ok  ' : 'MISS'} ${what}: ${measured}`);
}

async function measure({ dataDir, serverPid }: Stage, database: BenchDatabase): Promise<void> {
  const now = new Date();
  const from = new Date(now.getTime() + DAY);
  const to = new Date(from.getTime() + 30 * DAY);
  const agencyId = await seedAgency(database.sql, now);
  const shape = { agencyId, brands: Number(values.brands), channelsEach: 3, networkId: 'feed', now };
  const brandIds = await seedBrands(database.sql, shape);
  await seedCalendar(database.sql, { agencyId, now, from });
  const statements = new StatementLog();
  const options = { url: database.appUrl, role: 'app' as const, poolSize: 5, entities: apiEntities };
  const dataSource = await createDataSource(options).setOptions({ logger: statements }).initialize();
  const environment = { MARRONNIER_DATA_DIR: dataDir, LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '1000000' };
  const foundation = {
    config: readConfig(environment),
    clock: new SystemClock(),
    secretBox: new AesGcmSecretBox(Buffer.alloc(32, 7)),
    dataSource,
  };
  const app = await createApi({ ...foundation, migrationsPending: () => Promise.resolve([]) });
  await app.listen(0, '127.0.0.1');
  const uow = app.get(UnitOfWork);
  const grant = { name: 'bench', scopes: ['calendar:read'] as const, brands: 'all' as const, expiresAt: null };
  const { token } = await uow.run((tx) => app.get(ApiKeyService).issue(tx, agencyId, grant, SYSTEM, now));
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');

  const get = async <T>(path: string, query: Record<string, string>, times: number[]): Promise<T> => {
    const begun = performance.now();
    const answer = await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const body = (await answer.json()) as T;
    times.push(performance.now() - begun);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
    return body;
  };
  const readAll = async (query: Record<string, string>, times: number[]): Promise<number> => {
    let entries = 0;
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { data: unknown[]; nextCursor: string | null } = await get(
        '/v1/calendar',
        { ...query, limit: String(LIMIT), ...(cursor && { cursor }) },
        times,
      );
      entries += page.data.length;
      cursor = page.nextCursor;
    }
    return entries;
  };
  const month = { from: from.toISOString(), to: to.toISOString() };
  const rounds = Number(values.rounds);
  /** Processor time of api, client and server: what the figures would be made of on a machine with nothing else to do. */
  const spent = (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000 + (serverCpu(serverPid) ?? Number.NaN);
  };
  const repeat = async (what: string, count: number, read: (times: number[]) => Promise<unknown>, goal = GOAL) => {
    await read([]);
    const times: number[] = [];
    let last: unknown;
    const before = spent();
    for (let turn = 0; turn < count; turn++) last = await read(times);
    const cpu = `${round((spent() - before) / times.length, 1)} ms of processor each`;
    take(what, times, goal, typeof last === 'number' ? `${last} entries, ${cpu}` : cpu);
  };

  await repeat(`pages of ${LIMIT}, a month, all brands`, rounds, (times) => readAll(month, times));
  await repeat('pages, a month, one brand', 20, (times) => readAll({ ...month, brandId: brandIds[7]! }, times));
  await repeat('pages, a month, all brands, one state', rounds, (times) =>
    readAll({ ...month, state: 'scheduled' }, times),
  );
  await repeat('summary, a month, all brands', 20 * rounds, (times) => get('/v1/calendar/summary', month, times));
  await repeat('summary, a month, one brand', 20, (times) =>
    get('/v1/calendar/summary', { ...month, brandId: brandIds[7]! }, times),
  );
  const far = {
    from: new Date(now.getTime() + 200 * DAY).toISOString(),
    to: new Date(now.getTime() + 230 * DAY).toISOString(),
  };
  const firstPage = (query: Record<string, string>, times: number[]) =>
    get('/v1/calendar', { ...query, limit: String(LIMIT) }, times);
  await repeat('first page, a month without rows (virtual), all brands', 10, (times) => firstPage(far, times));
  await repeat('first page, a month without rows (virtual), one brand', 20, (times) =>
    firstPage({ ...far, brandId: brandIds[7]! }, times),
  );

  // The read model itself, beside one statement by hand that answers the same entries.
  const scope = { agencyId, brands: 'all' as const };
  const page = { limit: LIMIT, cursor: null };
  const window = { from: new Date(from.getTime() + 3 * DAY), to };
  const times = { model: [] as number[], hand: [] as number[] };
  for (let turn = 0; turn < 40; turn++) {
    let begun = performance.now();
    const { data } = await uow.read((tx) => app.get(Calendar).read(tx, scope, window, page));
    times.model.push(performance.now() - begun);
    begun = performance.now();
    const rows = await uow.read((tx) => sqlRows<{ id: string }>(tx, ONE_PAGE, [agencyId, window.from, to, LIMIT]));
    times.hand.push(performance.now() - begun);
    const ids = data.map(({ occurrence, post }) => (occurrence ?? post)!.id);
    if (ids.join() !== rows.map(({ id }) => id).join()) throw new Error('The two pages differ');
    if (turn === 0) console.log(`     one page: ${pageSize(data)} kB as JSON, ${pageSize(rows)} kB by hand`);
  }
  take(`one page of ${LIMIT}, the read model`, times.model, null);
  take(`one page of ${LIMIT}, one statement by hand`, times.hand, null);
  console.log(`     ratio of medians: ${round(percentile(times.model, 0.5) / percentile(times.hand, 0.5), 2)}`);

  const kinds = {
    page: () => uow.read((tx) => app.get(Calendar).read(tx, scope, window, page)),
    summary: () => uow.read((tx) => app.get(CalendarSummary).read(tx, scope, { ...window, now, gapDays: 14 })),
  };
  for (const [kind, read] of Object.entries(kinds)) {
    const sent = await statements.during(read);
    console.log(`     ${kind}: ${sent.length} statements`);
    if (!values.plans) continue;
    for (const statement of sent) {
      const plan = await uow.read((tx) => explain(tx, statement));
      console.log(`${round(plan.milliseconds, 1)} ms\n${statement.sql}\n${plan.lines.join('\n')}\n`);
    }
  }
  await app.close();
}
