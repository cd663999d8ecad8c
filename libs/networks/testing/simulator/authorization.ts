import { createHash, randomBytes } from 'node:crypto';
import type { OAuthApp } from '../../src/contract.js';
import type { SimAnswer, SimRequest, SimulatedNetwork } from './network.js';

/** Where the simulators send people back to unless they are told another address. */
export const REGISTERED_ADDRESS = 'https://calendar.example/oauth/callback';

/** What one network insists on where people agree (RFC 6749 §4.1, RFC 7636), and its own words. */
export interface AuthorizationRules {
  now: () => Date;
  /** What the calls need, after the network's documents: no less is asked for, and no more. */
  scopes: readonly string[];
  pkce: boolean;
  /** How a confidential client proves itself at the token endpoint (RFC 6749 §2.3.1). */
  authentication: 'post' | 'basic';
  /** Seconds for which a code is good. Default and most: 600 (RFC 6749 §4.1.2). */
  codeLives?: number;
  /** What stands in the address when a person says no. */
  denial?: Readonly<Record<string, string>>;
  /** What the network adds to the address of one who agrees. */
  extras?: Readonly<Record<string, string>>;
  /** With its `#`; browsers keep it to themselves. */
  fragment?: string;
}

/** A client, and the only address that people are sent back to. */
export interface RegisteredApp extends OAuthApp {
  redirectUri: string;
  /** What it said that it would ask for, where apps say so. */
  scopes?: readonly string[];
}

/** A network whose simulator hands out codes. */
export interface AgreeableNetwork extends SimulatedNetwork {
  authorization: SimulatedAuthorization;
  /** Every code and token it ever handed out. */
  readonly secrets: readonly string[];
}

interface Code {
  asked: URLSearchParams;
  until: number;
}

/** The pages where a person agrees, and the codes that come of it: strict about all it is sent. */
export class SimulatedAuthorization {
  readonly secrets: string[] = [];
  private readonly apps = new Map<string, RegisteredApp>();
  private readonly codes = new Map<string, Code>();
  private denies = false;

  constructor(private readonly rules: AuthorizationRules) {}

  register(app: RegisteredApp): void {
    this.apps.set(app.clientId, app);
  }

  /** From now on people say no, or yes again. */
  deny(denies = true): void {
    this.denies = denies;
  }

  /** A secret nobody else may read. */
  mint(prefix: string): string {
    const secret = `${prefix}-${randomBytes(18).toString('base64url')}`;
    this.secrets.push(secret);
    return secret;
  }

  /** Who comes to the page is signed in and decides at once; a request that is not as it should be stays there. */
  authorize({ method, query }: SimRequest): SimAnswer {
    const fault = method === 'GET' ? this.faultOf(query) : 'method';
    if (fault) return { status: 400, body: `The person reads that something is wrong: ${fault}` };
    const { denial = { error: 'access_denied' }, extras = {}, fragment = '' } = this.rules;
    const told = this.denies ? denial : { code: this.codeFor(query), ...extras };
    const back = new URL(query.get('redirect_uri')!);
    const answer = { ...told, state: query.get('state')! };
    for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value);
    return { status: 302, headers: { location: back.href + (this.denies ? '' : fragment) } };
  }

  /** Whose token request it is: a form, with the client's proof where the network reads it and nowhere else. */
  clientOf(request: SimRequest): RegisteredApp | null {
    if (!isForm(request)) return null;
    const form = request.form();
    const inHeader = request.headers['authorization'] !== undefined;
    const isBasic = this.rules.authentication === 'basic';
    if (inHeader !== isBasic || form.has('client_secret') === isBasic) return null;
    const [id, secret] = isBasic ? readBasic(request) : [form.get('client_id'), form.get('client_secret')];
    const app = this.apps.get(id ?? '');
    return app?.clientSecret === secret ? (app ?? null) : null;
  }

  /**
   * What a person agreed to, for its code: good once, for whom it was given, with the address it was sent to, and for
   * whoever began (PKCE). Null: any of these is not so.
   */
  redeem(request: SimRequest): URLSearchParams | null {
    const form = request.form();
    const code = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const client = this.clientOf(request);
    if (!code || !client || form.get('grant_type') !== 'authorization_code') return null;
    const { asked, until } = code;
    const isTheirs = asked.get('client_id') === client.clientId;
    const sameAddress = asked.get('redirect_uri') === form.get('redirect_uri');
    const isFresh = this.rules.now().getTime() < until;
    return isTheirs && sameAddress && isFresh && this.provesItself(asked, form) ? asked : null;
  }

  private provesItself(asked: URLSearchParams, form: URLSearchParams): boolean {
    if (!this.rules.pkce) return true;
    const hash = createHash('sha256').update(form.get('code_verifier') ?? '');
    return hash.digest('base64url') === asked.get('code_challenge');
  }

  private faultOf(asked: URLSearchParams): string | null {
    const app = this.apps.get(asked.get('client_id') ?? '');
    const challenge = asked.get('code_challenge') ?? '';
    const hasChallenge = /^[\w-]{43}$/.test(challenge) && asked.get('code_challenge_method') === 'S256';
    const scopes = (asked.get('scope') ?? '').split(' ').sort();
    const rules: [boolean, string][] = [
      [app !== undefined, 'client_id'],
      [app?.redirectUri === asked.get('redirect_uri'), 'redirect_uri'],
      [asked.get('response_type') === 'code', 'response_type'],
      [(asked.get('state') ?? '') !== '', 'state'],
      [scopes.join() === [...this.rules.scopes].sort().join(), 'scope'],
      [scopes.every((scope) => app?.scopes?.includes(scope) ?? true), 'scope of the app'],
      [hasChallenge || !this.rules.pkce, 'code_challenge'],
    ];
    return rules.find(([holds]) => !holds)?.[1] ?? null;
  }

  private codeFor(asked: URLSearchParams): string {
    // With signs that must be encoded wherever it goes.
    const code = `${this.mint('code')}/+==`;
    const seconds = Math.min(this.rules.codeLives ?? 600, 600);
    this.codes.set(code, { asked, until: this.rules.now().getTime() + seconds * 1000 });
    return code;
  }
}

export function isForm({ headers }: SimRequest): boolean {
  return headers['content-type']?.split(';')[0] === 'application/x-www-form-urlencoded';
}

function readBasic({ headers }: SimRequest): string[] {
  const encoded = /^Basic (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString().split(':');
}
