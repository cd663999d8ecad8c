import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OAuthApp } from '../src/contract.js';

export interface OAuthServerOptions {
  authentication?: 'client_secret_post' | 'client_secret_basic' | 'none';
  /** Default true: a code challenge (S256) must come, and its verifier. */
  pkce?: boolean;
  /** Seconds; null: none is told. Default 7200. */
  expiresIn?: number | null;
  /** Answers as some networks do: without `token_type`, as JavaScript, with an ID token nobody asked for. */
  sloppy?: boolean;
}

/** What a person may publish as on the server. */
export interface ServerAccount {
  id: string;
  name: string;
}

/** An authorization server in memory (RFC 6749, RFC 7636), strict about all that it is sent. */
export interface OAuthServer {
  /** Without a trailing slash; `/authorize`, `/token`, `/apps`, `/accounts`. */
  url: string;
  /** The operator's app. */
  app: OAuthApp;
  accounts: ServerAccount[];
  /** Every token that was ever given out, and every secret: nothing of them may be readable anywhere. */
  readonly secrets: readonly string[];
  readonly requests: readonly string[];
  /** A person at the authorization address who agrees, or denies: where the browser is sent back to. */
  agree(authorizationUrl: string, answer?: { deny?: string }): string;
  /** Access tokens stop working, refresh tokens go on. */
  expireTokens(): void;
  /** Nothing works any more: the person took their agreement back. */
  revokeAll(): void;
  isValid(accessToken: string | undefined): boolean;
  /** What the token endpoint does next instead. */
  nextAnswer(answer: 'drop' | { status: number; body: string }): void;
  close(): Promise<void>;
}

interface Code {
  clientId: string;
  redirectUri: string;
  challenge: string | null;
  scope: string;
}

/** An app that may send people here, with the only address that they are sent back to; null: any. */
interface KnownApp extends OAuthApp {
  redirectUri: string | null;
}

export async function startOAuthServer(options: OAuthServerOptions = {}): Promise<OAuthServer> {
  const world = new World(options);
  const server = createServer((request, response) => {
    world.serve(request, response).catch(() => response.destroy());
  });
  const url = await listen(server);
  return {
    url,
    app: world.addApp(null),
    accounts: world.accounts,
    secrets: world.secrets,
    requests: world.requests,
    agree: (address, { deny } = {}) => world.agree(new URL(address), deny),
    expireTokens: () => world.access.clear(),
    revokeAll: () => {
      world.access.clear();
      world.refresh.clear();
    },
    isValid: (token) => token !== undefined && world.access.has(token),
    nextAnswer: (answer) => void world.planned.push(answer),
    close: () => close(server),
  };
}

class World {
  readonly accounts: ServerAccount[] = [{ id: 'account-1', name: 'Fournil' }];
  readonly secrets: string[] = [];
  readonly requests: string[] = [];
  readonly access = new Set<string>();
  readonly refresh = new Set<string>();
  readonly planned: ('drop' | { status: number; body: string })[] = [];
  private readonly apps = new Map<string, KnownApp>();
  private readonly codes = new Map<string, Code>();

  constructor(private readonly options: OAuthServerOptions) {}

  addApp(redirectUri: string | null): OAuthApp {
    const clientSecret = this.options.authentication === 'none' ? null : this.secret('s3cr-t_');
    const app = { clientId: `client:${randomBytes(4).toString('hex')}`, clientSecret, redirectUri };
    this.apps.set(app.clientId, app);
    return { clientId: app.clientId, clientSecret };
  }

  private secret(prefix: string): string {
    const value = prefix + randomBytes(24).toString('base64url');
    this.secrets.push(value);
    return value;
  }

  agree({ pathname, searchParams: asked }: URL, deny: string | undefined): string {
    const redirectUri = asked.get('redirect_uri') ?? '';
    const app = this.apps.get(asked.get('client_id') ?? '');
    const challenge = asked.get('code_challenge');
    const pkceFits = this.options.pkce === false || (challenge && asked.get('code_challenge_method') === 'S256');
    const addressFits = app?.redirectUri === null || app?.redirectUri === redirectUri;
    if (pathname !== '/authorize' || asked.get('response_type') !== 'code' || !app || !addressFits || !pkceFits)
      throw new Error(`The person sees an error page: ${asked.toString()}`);
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (deny) back.searchParams.set('error', deny);
    else {
      const code = this.secret('code-');
      this.codes.set(code, { clientId: app.clientId, redirectUri, challenge, scope: asked.get('scope') ?? '' });
      back.searchParams.set('code', code);
    }
    return back.href;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const path = new URL(request.url ?? '/', 'http://server').pathname;
    this.requests.push(`${request.method} ${path}`);
    if (path === '/token') return this.serveToken(request, body, response);
    if (path === '/apps') return send(response, 200, snake(this.addApp(body.get('redirect_uris'))));
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    if (path !== '/accounts') return send(response, 404, {});
    if (!token || !this.access.has(token)) return send(response, 401, { error: 'invalid_token' });
    send(response, 200, { accounts: this.accounts });
  }

  private serveToken(request: IncomingMessage, form: URLSearchParams, response: ServerResponse): void {
    const planned = this.planned.shift();
    if (planned === 'drop') return void response.destroy();
    if (planned) return void response.writeHead(planned.status).end(planned.body);
    const app = this.authenticate(request, form);
    if (!app) return send(response, 401, { error: 'invalid_client' });
    const grant = form.get('grant_type') === 'refresh_token' ? this.renew(form) : this.redeem(form, app);
    if (grant === null) return send(response, 400, { error: 'invalid_grant' });
    this.sendTokens(response, grant);
  }

  private authenticate({ headers }: IncomingMessage, form: URLSearchParams): KnownApp | null {
    const { authentication = 'client_secret_post' } = this.options;
    if (headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') return null;
    const [id, secret] =
      authentication === 'client_secret_basic'
        ? readBasic(headers.authorization ?? '')
        : [form.get('client_id'), form.get('client_secret')];
    const app = this.apps.get(id ?? '');
    return app && app.clientSecret === secret ? app : null;
  }

  /** A code counts once, for whom it was given, where it was sent, and for whoever asked for it. */
  private redeem(form: URLSearchParams, app: KnownApp): string | null {
    const code = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    if (form.get('grant_type') !== 'authorization_code' || code?.clientId !== app.clientId) return null;
    if (code.redirectUri !== form.get('redirect_uri')) return null;
    const verifier = form.get('code_verifier');
    const hash = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    return code.challenge === hash ? code.scope : null;
  }

  private renew(form: URLSearchParams): string | null {
    return this.refresh.delete(form.get('refresh_token') ?? '') ? '' : null;
  }

  private sendTokens(response: ServerResponse, scope: string): void {
    const { expiresIn = 7_200, sloppy = false } = this.options;
    const [access, refresh] = [this.secret('access-'), this.secret('refresh-')];
    this.access.add(access);
    this.refresh.add(refresh);
    const tokens = {
      access_token: access,
      refresh_token: refresh,
      ...(scope === '' ? {} : { scope }),
      ...(expiresIn === null ? {} : { expires_in: expiresIn }),
    };
    if (sloppy) send(response, 200, { ...tokens, id_token: 'not.a.jwt' }, 'text/javascript');
    else send(response, 200, { ...tokens, token_type: 'Bearer' });
  }
}

function readBasic(header: string): [string, string] {
  const text = Buffer.from(header.replace(/^Basic /, ''), 'base64').toString();
  // Only what was encoded is decoded, and only once, as a server that forgets to would read it too.
  const [id = '', secret = ''] = text.split(':').map((part) => decodeURIComponent(part));
  return [id, secret];
}

function snake({ clientId, clientSecret }: OAuthApp): object {
  return { client_id: clientId, client_secret: clientSecret };
}

function send(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
