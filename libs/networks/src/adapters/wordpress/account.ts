import type { AdapterIo, Capabilities, CheckResult } from '../../contract.js';
import { at, textAt } from '../../http/answers.js';
import { api, failed, siteOf, unread } from './api.js';
import { manifest } from './manifest.js';

/** Asks who the user is and what the user may do; the site answers only to a password it takes. */
export async function check(io: AdapterIo): Promise<CheckResult> {
  const query = { context: 'edit', _fields: 'name,slug,capabilities' };
  const answer = await api({ method: 'GET', path: '/wp/v2/users/me', query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  const name = textAt(answer.json, 'name') ?? textAt(answer.json, 'slug');
  if (name === undefined) return unread('none');
  const may = (what: string): boolean => at(answer.json, 'capabilities', what) === true;
  return { kind: 'ok', account: name, url: siteOf(io), ...limitsOf(may) };
}

function limitsOf(may: (what: string) => boolean): { limits?: Partial<Capabilities> } {
  if (may('upload_files')) return {};
  return { limits: { media: { ...manifest.capabilities.media, maxImages: 0, maxVideos: 0 } } };
}
