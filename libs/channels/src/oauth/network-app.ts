import { DomainError } from '#kernel';
import type { AdapterIo, NetworkAdapter, OAuthApp } from '#networks';
import { SEALED, type SecretBox, sqlRows } from '#persistence';
import type { SessionDesk } from '../renew-session.js';

/** One host of a network where every host registers its own apps. */
export interface AppHost {
  networkId: string;
  /** Its origin. */
  host: string;
}

/**
 * Milliseconds for which an app is trusted to be known to its host before anybody agreed through it. Mastodon sweeps
 * away apps without tokens after a day (app/lib/vacuum/applications_vacuum.rb).
 */
const UNCONFIRMED_FOR = 12 * 3_600_000;

interface AppRow {
  app: string;
  created_at: Date;
  confirmed_at: Date | null;
}

/** With the address that the host sends people back to: another one needs another app. */
type StoredApp = OAuthApp & { redirectUrl: string };

/**
 * Whom the host knows us as; registered the first time. Two that register at once both get the app of the first. Throws
 * `oauth.registration_failed`.
 */
export async function appOn(
  { uow, access }: SessionDesk,
  at: AppHost,
  adapter: NetworkAdapter,
  io: AdapterIo,
  redirectUrl: string,
): Promise<OAuthApp> {
  const known = await uow.read((tx) => readApp(tx, at));
  const app = known && openApp(known.app, at, access.box);
  if (known && app?.redirectUrl === redirectUrl && isTrusted(known, io.now)) return app;
  const registered = await adapter.register!(io, redirectUrl);
  if (registered.kind === 'failed')
    throw new DomainError('oauth.registration_failed', {
      network: adapter.manifest.name,
      reason: registered.error.code,
    });
  const sealed = sealApp({ ...registered.app, redirectUrl }, at, access.box);
  return uow.run(async (tx) => {
    await sqlRows(
      tx,
      `insert into network_app (network_id, host, app, created_at) values ($1, $2, $3, $4)
       on conflict (network_id, host) do update set app = excluded.app, created_at = excluded.created_at, confirmed_at = null
         where network_app.app = $5`,
      [at.networkId, at.host, sealed, io.now, known?.app ?? null],
    );
    return openApp((await readApp(tx, at))!.app, at, access.box);
  });
}

/** Somebody agreed through the host's app: the host keeps it. */
export async function confirmApp({ uow }: Pick<SessionDesk, 'uow'>, at: AppHost, now: Date): Promise<void> {
  await uow.read((tx) =>
    sqlRows(
      tx,
      'update network_app set confirmed_at = $3 where network_id = $1 and host = $2 and confirmed_at is null',
      [at.networkId, at.host, now],
    ),
  );
}

function isTrusted({ confirmed_at: confirmed, created_at: created }: AppRow, now: Date): boolean {
  return confirmed !== null || now.getTime() - created.getTime() < UNCONFIRMED_FOR;
}

async function readApp(tx: Parameters<typeof sqlRows>[0], { networkId, host }: AppHost): Promise<AppRow | null> {
  const rows = await sqlRows<AppRow>(
    tx,
    'select app, created_at, confirmed_at from network_app where network_id = $1 and host = $2',
    [networkId, host],
  );
  return rows[0] ?? null;
}

function sealApp(app: StoredApp, { networkId, host }: AppHost, box: SecretBox): string {
  return box.seal(JSON.stringify(app), SEALED.networkApp.context(networkId, host));
}

function openApp(sealed: string, { networkId, host }: AppHost, box: SecretBox): StoredApp {
  return JSON.parse(box.open(sealed, SEALED.networkApp.context(networkId, host))) as StoredApp;
}
