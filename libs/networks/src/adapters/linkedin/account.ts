import type {
  AccountsResult,
  AdapterError,
  AdapterIo,
  CheckResult,
  FoundAccount,
  Json,
  RenewResult,
} from '../../contract.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { renewByRefreshToken } from '../../http/oauth-session.js';
import { callLinkedIn } from './api.js';
import { manifest } from './manifest.js';

export interface Author {
  urn: string;
  kind: 'organization' | 'person';
  id: string;
}

/** Who publishes, or why that cannot be: treated like a token that no longer works. */
export function readAuthor({ author = '' }: Readonly<Record<string, string>>): Author | AdapterError {
  const [, kind, id] = /^urn:li:(organization|person):([\w-]+)$/.exec(author) ?? [];
  if (kind !== undefined && id !== undefined) return { urn: author, kind: kind as Author['kind'], id };
  const detail = 'The author is no URN of an organization or a person.';
  return { class: 'auth', code: 'linkedin.author_invalid', phase: 'before_send', detail };
}

/** The page by its name, or the member whose token it is. */
export async function checkLinkedIn(io: AdapterIo): Promise<CheckResult> {
  const author = readAuthor(io.account.credentials);
  if ('class' in author) return { kind: 'failed', error: author };
  return author.kind === 'organization' ? checkPage(io, author) : checkMember(io, author);
}

async function checkPage(io: AdapterIo, { id, urn }: Author): Promise<CheckResult> {
  const answer = await callLinkedIn(io, 'none', {
    method: 'GET',
    path: `/rest/organizations/${encodeURIComponent(id)}`,
  });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const name = textAt(answer.body, 'localizedName');
  if (name === undefined) return { kind: 'failed', error: unreadable('linkedin', 'none', answer.answer.status) };
  const path = encodeURIComponent(textAt(answer.body, 'vanityName') ?? urn.slice(urn.lastIndexOf(':') + 1));
  return { kind: 'ok', account: name, url: `https://www.linkedin.com/company/${path}/` };
}

async function checkMember(io: AdapterIo, { id }: Author): Promise<CheckResult> {
  const member = await readMember(io);
  if ('class' in member) return { kind: 'failed', error: member };
  if (member.id !== id) return { kind: 'failed', error: OTHER_ACCOUNT };
  return { kind: 'ok', account: member.name, url: null };
}

const OTHER_ACCOUNT: AdapterError = {
  class: 'auth',
  code: 'linkedin.other_account',
  phase: 'answered',
  httpStatus: 200,
  detail: 'The token belongs to another member than the one named.',
};

/** The member whose token it is: by their profile, or by OpenID Connect where the app has that product. */
async function readMember(io: AdapterIo): Promise<{ id: string; name: string } | AdapterError> {
  const profile = await callLinkedIn(io, 'none', { method: 'GET', path: '/v2/me' });
  const isClosed = profile.kind === 'failed' && profile.error.code === 'linkedin.not_permitted';
  const answer = isClosed ? await callLinkedIn(io, 'none', { method: 'GET', path: '/v2/userinfo' }) : profile;
  if (answer.kind === 'failed') return answer.error;
  const id = textAt(answer.body, 'id') ?? textAt(answer.body, 'sub');
  if (id === undefined) return unreadable('linkedin', 'none', answer.answer.status);
  const names = [textAt(answer.body, 'localizedFirstName'), textAt(answer.body, 'localizedLastName')];
  const name = textAt(answer.body, 'name') ?? names.flatMap((part) => part ?? []).join(' ');
  return { id, name: name || id };
}

const ADMINISTERED = '/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&count=100';

/** The member, and the pages that they administer, as far as the app may ask. */
export async function accountsLinkedIn(io: AdapterIo): Promise<AccountsResult> {
  const member = await readMember(io);
  if ('class' in member) return { kind: 'failed', error: member };
  const answer = await callLinkedIn(io, 'none', { method: 'GET', path: ADMINISTERED });
  const isClosed = answer.kind === 'failed' && answer.error.code === 'linkedin.not_permitted';
  if (answer.kind === 'failed' && !isClosed) return { kind: 'failed', error: answer.error };
  const elements = answer.kind === 'ok' ? at(answer.body, 'elements') : [];
  const pages = (Array.isArray(elements) ? elements : []).flatMap((one) => textAt(one, 'organization') ?? []);
  const names = pages.length === 0 ? undefined : await pageNames(pages, io);
  const accounts = [...new Set(pages)].map((urn) =>
    accountOf(urn, textAt(names, urn.slice(urn.lastIndexOf(':') + 1), 'localizedName')),
  );
  return { kind: 'ok', accounts: [...accounts, accountOf(`urn:li:person:${member.id}`, member.name)] };
}

/** By the pages' numbers. Names are a comfort: without them the URNs stand. */
async function pageNames(urns: readonly string[], io: AdapterIo): Promise<Json | undefined> {
  const ids = urns.map((urn) => encodeURIComponent(urn.slice(urn.lastIndexOf(':') + 1))).join(',');
  const answer = await callLinkedIn(io, 'none', { method: 'GET', path: `/rest/organizations?ids=List(${ids})` });
  return answer.kind === 'ok' ? at(answer.body, 'results') : undefined;
}

function accountOf(urn: string, name: string | undefined): FoundAccount {
  return { id: urn, name: name ?? urn, credentials: { author: urn } };
}

/** LinkedIn gives refresh tokens to approved partners' apps alone; with any other a person agrees again. */
export function renewLinkedIn(io: AdapterIo): Promise<RenewResult> {
  const { clientAuthentication } = manifest.oauth;
  const url = `${io.hosts['login']}/oauth/v2/accessToken`;
  return renewByRefreshToken(io, { prefix: 'linkedin', url, clientAuthentication });
}
