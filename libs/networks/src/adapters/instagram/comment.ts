import type { AdapterIo, JsonObject, ReconcileResult, Step, StepResult } from '../../contract.js';
import { at, textAt, unreadable } from '../../http/answers.js';
import { callGraph, messageUnknown } from '../../graph/call.js';
import type { ContainerState } from '../../graph/container-state.js';
import { type ListedPost, listIn, matching } from '../../graph/match.js';
import { api, comparable } from './network.js';

/** Comments are out as they are made, and as often. */
export const COMMENT: Step = { id: 'comment', kind: 'create', effect: 'irreversible' };

export async function comment(state: ContainerState, io: AdapterIo): Promise<StepResult> {
  if (!state.replyTo) return { kind: 'failed', error: messageUnknown(api) };
  const path = `${encodeURIComponent(state.replyTo)}/comments`;
  const params = { message: state.wire.text };
  const answer = await callGraph(api, io, { effect: 'irreversible', method: 'POST', path, params });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const id = textAt(answer.value, 'id');
  if (id === undefined) return { kind: 'failed', error: unreadable(api.prefix, 'irreversible', 200) };
  const remote = { id, url: null };
  return { kind: 'done', state: { ...state, remote }, remote, ...(answer.quiet && { quiet: answer.quiet }) };
}

const FIELDS = 'username,comments.limit(50){id,text,timestamp,username}';

/** The account's own comment with our text. Lists may lag, so that none proves little. */
export async function reconcileComment(state: ContainerState, io: AdapterIo): Promise<ReconcileResult> {
  const path = encodeURIComponent(state.replyTo ?? '');
  const answer = await callGraph(api, io, { effect: 'none', method: 'GET', path, params: { fields: FIELDS } });
  if (answer.kind === 'failed') return { kind: 'failed', error: answer.error };
  const { createdAt, wire } = state;
  const sought = { text: comparable(wire.text), media: 0, parentId: null, createdAt };
  const matches = matching(ownComments(answer.value), sought);
  const [only, ...others] = matches;
  if (!only) return { kind: 'absent', certainty: 'likely' };
  if (others.length > 0) return { kind: 'undecidable', reason: 'The account has several comments with this text.' };
  const remote = { id: only.id, url: null };
  return { kind: 'found', remote, state: { ...state, remote } };
}

function ownComments(post: JsonObject): ListedPost[] {
  const comments = at(post, 'comments');
  const username = textAt(post, 'username');
  const list = listIn({ data: at(comments, 'data') ?? [] }) ?? [];
  return list.filter((one) => textAt(one, 'username') === username).flatMap(listed);
}

function listed(one: JsonObject): ListedPost[] {
  const id = textAt(one, 'id');
  const time = Date.parse(textAt(one, 'timestamp') ?? '');
  const text = comparable(textAt(one, 'text') ?? '');
  return id === undefined ? [] : [{ id, url: null, text, time, media: 0, parentId: null }];
}
