import type { AdapterError, AdapterIo, Json, Remote } from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { call, type Server } from './api.js';
import { listed, read } from './classify.js';
import type { Look, MastodonState, Newest } from './state.js';
import { likeness, remoteOf } from './status.js';

/** Statuses a page holds at most on Mastodon (docs.joinmastodon.org/methods/accounts/#statuses). */
const PAGE = 40;
const MOST_PAGES = 5;

/** `whole`: everything that the account published since the first try was seen. */
export type Finding =
  | { kind: 'found'; remote: Remote }
  | { kind: 'similar' }
  | { kind: 'absent'; whole: boolean }
  | { kind: 'failed'; error: AdapterError };

/** Looks for our status among those that the account published since before the first try. */
export async function findStatus(state: MastodonState, look: Look, server: Server, io: AdapterIo): Promise<Finding> {
  let before: string | null = null;
  let similar = false;
  for (let page = 0; page < MOST_PAGES; page++) {
    const statuses = await ownStatuses(look.account, { limit: PAGE, before }, server, io);
    if (statuses.kind === 'failed') return statuses;
    const { newer, ended } = newerThan(statuses.value, look);
    const likes = newer.map((status) => likeness(status, state.wire, state.replyTo, !look.keyed));
    const same = newer[likes.indexOf('same')];
    const remote = same === undefined ? null : remoteOf(same);
    if (remote) return { kind: 'found', remote };
    similar ||= likes.includes('similar');
    before = textAt(statuses.value.at(-1), 'id') ?? null;
    if (ended || before === null)
      return similar ? { kind: 'similar' } : { kind: 'absent', whole: !isOdd(page, statuses.value, look) };
  }
  return similar ? { kind: 'similar' } : { kind: 'absent', whole: false };
}

/** The account had a status before the first try, and is shown to have none: it was deleted, or something is wrong. */
function isOdd(page: number, statuses: readonly Json[], { newest }: Look): boolean {
  return page === 0 && statuses.length === 0 && newest !== null;
}

/** The account's own statuses, newest first, replies included. */
export async function ownStatuses(
  account: string,
  { limit, before }: { limit: number; before: string | null },
  server: Server,
  io: AdapterIo,
): Promise<{ kind: 'read'; value: Json[] } | { kind: 'failed'; error: AdapterError }> {
  const query = new URLSearchParams({
    limit: String(limit),
    exclude_reblogs: 'true',
    ...(before && { max_id: before }),
  });
  const path = `/api/v1/accounts/${encodeURIComponent(account)}/statuses?${query.toString()}`;
  return read(await call(server, { method: 'GET', path }, io), 'none', io, listed);
}

/**
 * What came after the newest status of before the first try. That one may have been deleted since: then whatever is
 * older than it ends the list, by the server's own clock.
 */
function newerThan(statuses: readonly Json[], { newest }: Look): { newer: Json[]; ended: boolean } {
  const end = statuses.findIndex((status) => isNewest(status, newest) || isOlder(status, newest));
  return { newer: statuses.slice(0, end < 0 ? undefined : end), ended: end >= 0 };
}

function isNewest(status: Json, newest: Newest | null): boolean {
  return newest !== null && textAt(status, 'id') === newest.id;
}

function isOlder(status: Json, newest: Newest | null): boolean {
  return Date.parse(textAt(status, 'created_at') ?? '') < Date.parse(newest?.at ?? '');
}
