import type { AdapterIo, Json, PublishState, StepResult } from '../../contract.js';
import { textAt } from '../../http/answers.js';
import { htmlText } from '../../shaping/html-text.js';
import { api, failed, numberAt, unread } from './api.js';
import { isComment, readState, type Taxonomy, unknownTerm } from './state.js';

/**
 * Finds the next category or tag by name, or makes it. Names are single per site: a second one is answered with the
 * number of the first (`term_exists`), so that this may be repeated.
 */
export async function settleTerm(state: PublishState, io: AdapterIo): Promise<StepResult> {
  const own = readState(state);
  const term = isComment(own) ? undefined : unknownTerm(own);
  if (!term || isComment(own)) throw new Error('no term is left to settle');
  const { taxonomy, name } = term;
  const id = await findTerm(taxonomy, name, io);
  if (typeof id === 'object') return id;
  const settled = id ?? (await makeTerm(taxonomy, name, io));
  if (typeof settled === 'object') return settled;
  const terms = { ...own.terms, [taxonomy]: { ...own.terms[taxonomy], [name]: settled } };
  return { kind: 'advanced', state: { ...state, terms } };
}

type Failure = Extract<StepResult, { kind: 'failed' }>;

async function findTerm(taxonomy: Taxonomy, name: string, io: AdapterIo): Promise<number | undefined | Failure> {
  // Sites keep names with the ampersand escaped, and search what they keep.
  const query = { search: name.replaceAll('&', '&amp;'), per_page: '100', _fields: 'id,name' };
  const answer = await api({ method: 'GET', path: `/wp/v2/${taxonomy}`, query, effect: 'none' }, io);
  if (answer.kind === 'refused') return failed(answer);
  if (!Array.isArray(answer.json)) return unread('none');
  const there = answer.json.find((term) => isNamed(term, name));
  return numberAt(there, 'id');
}

function isNamed(term: Json, name: string): boolean {
  return htmlText(textAt(term, 'name') ?? '').toLowerCase() === name.toLowerCase();
}

async function makeTerm(taxonomy: Taxonomy, name: string, io: AdapterIo): Promise<number | Failure> {
  const answer = await api({ method: 'POST', path: `/wp/v2/${taxonomy}`, json: { name }, effect: 'harmless' }, io);
  if (answer.kind === 'ok') return numberAt(answer.json, 'id') ?? unread('harmless');
  if (answer.name === 'term_exists') return numberAt(answer.json, 'data', 'term_id') ?? failed(answer);
  if (answer.error.code !== 'wordpress.not_allowed') return failed(answer);
  return failed({ error: { ...answer.error, code: 'wordpress.term_refused' } });
}
