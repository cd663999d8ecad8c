import type { AdapterError, AdapterIo, HttpOutcome } from '../../contract.js';
import { at, readObject, textAt } from '../../http/answers.js';
import { open } from './api.js';
import { read } from './classify.js';

/** The name a server gives its software, in lower case; null where it does not say. */
export type Software = { kind: 'named'; name: string | null } | { kind: 'failed'; error: AdapterError };

/**
 * Asks a server what it runs (NodeInfo). Most servers that speak Mastodon's interface call themselves Mastodon in the
 * interface itself and something else here. Only the path of the document is followed: no call leaves the host.
 */
export async function softwareOf(origin: string, io: AdapterIo): Promise<Software> {
  const index = await ask(origin, '/.well-known/nodeinfo', io);
  if (index.kind === 'failed' || index.name === null) return index;
  const path = documentPath(index.name);
  if (path === null) return { kind: 'named', name: null };
  const document = await ask(origin, path, io);
  if (document.kind === 'failed' || document.name === null) return document;
  const name = textAt(readObject(document.name) ?? undefined, 'software', 'name');
  return { kind: 'named', name: name?.toLowerCase() ?? null };
}

/** The body in `name`; null where a server has no such page. */
async function ask(origin: string, path: string, io: AdapterIo): Promise<Software> {
  const outcome = await open({ method: 'GET', path, headers: { accept: 'application/json' } }, origin, io);
  const found = read(outcome, 'none', io, (body) => body);
  if (found.kind === 'read') return { kind: 'named', name: found.value };
  return isAbsent(outcome) ? { kind: 'named', name: null } : found;
}

/** A page that is not there or not for us says nothing; a server that is ill or busy may say it later. */
function isAbsent(outcome: HttpOutcome): boolean {
  return outcome.kind === 'answered' && outcome.status < 500 && ![408, 425, 429].includes(outcome.status);
}

function documentPath(index: string): string | null {
  const links = at(readObject(index) ?? undefined, 'links');
  const last = Array.isArray(links) ? textAt(links.at(-1), 'href') : undefined;
  if (last === undefined || !URL.canParse(last)) return null;
  const { pathname, search } = new URL(last);
  return pathname + search;
}
