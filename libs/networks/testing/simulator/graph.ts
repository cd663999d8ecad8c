import type { JsonObject } from '../../src/contract.js';
import type { SimAnswer, SimRequest } from './network.js';

/** A Graph API's refusal, thrown by whatever finds a fault. */
export class GraphRefusal extends Error {
  constructor(readonly answer: SimAnswer) {
    super('refused');
  }
}

/** `{ error: { … } }` as the guide "Handling Errors" shows it; most come with status 400. */
export function graphError(
  code: number,
  { subcode, message = `(#${code}) refused`, status = 400, transient = false }: GraphErrorParts = {},
): GraphRefusal {
  const named = subcode === undefined ? {} : { error_subcode: subcode };
  const error = { message, type: 'OAuthException', code, ...named, is_transient: transient, fbtrace_id: 'AbCdEfGh' };
  return new GraphRefusal({ status, body: { error } });
}

interface GraphErrorParts {
  subcode?: number | undefined;
  message?: string;
  status?: number;
  transient?: boolean;
}

/** The answer of `handle`, or the refusal it threw. */
export async function answering(handle: () => SimAnswer | Promise<SimAnswer>): Promise<SimAnswer> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof GraphRefusal) return error.answer;
    throw error;
  }
}

export function ok(body: JsonObject): SimAnswer {
  return { status: 200, body };
}

/** Parameters of a call, from its query and from a form of either kind. Files come under their field's name. */
export async function graphParams(
  request: SimRequest,
): Promise<{ text: Map<string, string>; files: Map<string, File> }> {
  const text = new Map<string, string>(request.query.entries());
  const files = new Map<string, File>();
  if (request.method !== 'POST') return { text, files };
  const type = request.headers['content-type'] ?? '';
  const parts = type.startsWith('multipart/form-data') ? await request.multipart() : formOf(request, type);
  for (const [name, value] of parts.entries()) {
    if (typeof value === 'string') text.set(name, value);
    else files.set(name, value);
  }
  return { text, files };
}

function formOf(request: SimRequest, type: string): URLSearchParams {
  if (request.body.length > 0 && !type.startsWith('application/x-www-form-urlencoded'))
    throw graphError(100, { message: `(#100) Content type ${type} is not supported` });
  return request.form();
}

/** The token of a call: in its header, or as `access_token`. */
export function tokenIn(request: SimRequest, params: ReadonlyMap<string, string>): string {
  const bearer = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1];
  const token = bearer ?? params.get('access_token');
  if (token === undefined || token === '')
    throw graphError(104, { message: 'An access token is required to request this resource.', status: 401 });
  return token;
}

/** The tokens a network gave out, and those that died. */
export class GraphTokens {
  /** All that were ever given. */
  readonly given: string[] = [];
  private readonly alive = new Map<string, { youngUntil: number; until: number }>();
  private next = 1;

  constructor(private readonly now: () => Date) {}

  /** `young`: less than a day old, so that it cannot be refreshed. `seconds`: how long it lives by itself. */
  give(token: string, { young = false, seconds = Infinity }: { young?: boolean; seconds?: number } = {}): string {
    const until = this.now().getTime() + seconds * 1000;
    this.alive.set(token, { youngUntil: young ? Infinity : 0, until });
    this.given.push(token);
    return token;
  }

  /** Seconds that it has left. */
  left(token: string): number {
    return ((this.alive.get(token)?.until ?? 0) - this.now().getTime()) / 1000;
  }

  /** Every token so far stops working. */
  killAll(): void {
    this.alive.clear();
  }

  kill(token: string): void {
    this.alive.delete(token);
  }

  check(token: string): void {
    if (this.left(token) > 0) return;
    const message = 'Error validating access token: Session has expired on Sunday, 22-Nov-26 04:00:00 PST.';
    throw graphError(190, { subcode: 463, message, status: 401 });
  }

  /** `GET /refresh_access_token` and `GET /access_token`. */
  lasting(params: ReadonlyMap<string, string>, grant: string): SimAnswer {
    if (params.get('grant_type') !== grant) throw graphError(100, { message: '(#100) Param grant_type must be valid' });
    const token = params.get('access_token') ?? '';
    this.check(token);
    const now = this.now().getTime();
    if (grant.includes('refresh') && now < (this.alive.get(token)?.youngUntil ?? 0))
      throw graphError(10, { message: TOO_YOUNG });
    const access_token = this.give(`lasting-token-${this.next++}-9c1d`, { seconds: LASTING });
    this.alive.get(access_token)!.youngUntil = now + 86_400_000;
    return ok({ access_token, token_type: 'bearer', expires_in: LASTING });
  }
}

/** Seconds: 60 days, as the guides answer it. */
const LASTING = 5_183_944;
const TOO_YOUNG = '(#10) The access token is not old enough to be refreshed.';

/** Only the fields that were asked for, and the id, as Graph APIs answer. Nested fields come whole. */
export function fieldsOf(node: JsonObject, fields: string | undefined): JsonObject {
  const names = new Set(['id', ...topLevel(fields ?? '')]);
  return Object.fromEntries(Object.entries(node).filter(([name]) => names.has(name)));
}

/** `a,b{c,d},e.limit(3){f}` names a, b and e. */
function topLevel(fields: string): string[] {
  let depth = 0;
  let flat = '';
  for (const letter of fields) {
    if (letter === '{') depth += 1;
    if (depth === 0) flat += letter;
    if (letter === '}') depth -= 1;
  }
  return flat.split(',').map((name) => name.replace(/\.limit\(\d+\)$/, '').trim());
}

/** As Graph APIs write a time: `2026-11-24T08:00:05+0000`. */
export function graphTime(instant: Date): string {
  return instant.toISOString().replace(/\.\d{3}Z$/, '+0000');
}
