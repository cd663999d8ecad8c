import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';

/** Where in an exchange something happens: before the first byte of a side is passed on, after half of them, or after the last. */
export interface Place {
  /** The how manieth exchange since the proxy was armed, from 0. */
  exchange: number;
  side: 'request' | 'answer';
  at: 'start' | 'middle' | 'end';
}

/**
 * What then becomes of the exchange. `hold`: nothing more passes; somebody kills the caller meanwhile. `reset`: the caller
 * sees its connection reset. `silence`: the caller waits for its deadline. `duplicate`: the network gets the request a
 * second time, as a proxy that retries would send it, and the caller the second answer.
 */
export type Fate = 'hold' | 'reset' | 'silence' | 'duplicate';

export interface Plan extends Place {
  fate: Fate;
  /** Called once, when the place is reached. */
  reached?(): void;
}

/** When an exchange began, and how long both its sides were, in bytes. */
export interface Exchange {
  /** Milliseconds since 1970. */
  began: number;
  request: number;
  answer: number;
}

export interface FaultProxy {
  url: string;
  /** Forgets what went before and counts exchanges anew. `plan` null: only counts. `known`: how long they will be. */
  arm(plan: Plan | null, known?: readonly Exchange[]): void;
  readonly exchanges: readonly Exchange[];
  /** Whether the plan's place was reached. */
  struck(): boolean;
  close(): Promise<void>;
}

/**
 * Bytes between our one connection per call and the network. It reads no HTTP: that a connection is an exchange is what
 * our client promises, and how long its halves are is known from a run in which nothing went wrong.
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const open = (): Socket => follow(sockets, connect(Number(port), hostname));
  let armed: Armed;
  const arm = (plan: Plan | null, known: readonly Exchange[] = []): void => {
    armed = { plan, known, exchanges: [], struck: false };
  };
  arm(null);
  const server = createServer((caller) => {
    const now = armed;
    const number = now.exchanges.push({ began: Date.now(), request: 0, answer: 0 }) - 1;
    const plan = now.plan?.exchange === number ? now.plan : null;
    const strike = (): void => {
      now.struck = true;
      plan?.reached?.();
    };
    new Conversation(follow(sockets, caller), open, now.exchanges[number]!, plan, now.known[number], strike);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    arm,
    get exchanges() {
      return armed.exchanges;
    },
    struck: () => armed.struck,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Armed {
  plan: Plan | null;
  known: readonly Exchange[];
  exchanges: Exchange[];
  struck: boolean;
}

class Conversation {
  private readonly network: Socket;
  private readonly sent: Buffer[] = [];
  /** The plan has struck: the caller gets nothing more. */
  private cut = false;

  constructor(
    private readonly caller: Socket,
    private readonly open: () => Socket,
    private readonly exchange: Exchange,
    private readonly plan: Plan | null,
    private readonly known: Exchange | undefined,
    private readonly strike: () => void,
  ) {
    this.network = open();
    caller.on('data', (chunk: Buffer) => this.fromCaller(chunk));
    caller.on('close', () => this.callerGone());
    this.network.on('data', (chunk: Buffer) => this.fromNetwork(chunk));
    this.network.on('end', () => this.networkDone());
    this.network.on('close', () => this.cut || caller.destroy());
  }

  private fromCaller(chunk: Buffer): void {
    this.sent.push(chunk);
    const before = this.exchange.request;
    this.exchange.request += chunk.length;
    if (this.cut) return;
    const limit = this.limitOf('request');
    if (limit === null || this.exchange.request < limit) return void this.network.write(chunk);
    // At the end nothing is held back, whatever a byte more or less in a header makes of the length that is known.
    const passed = this.plan?.at === 'end' ? chunk : chunk.subarray(0, limit - before);
    if (passed.length > 0) this.network.write(passed);
    this.fall();
  }

  private fromNetwork(chunk: Buffer): void {
    const before = this.exchange.answer;
    this.exchange.answer += chunk.length;
    // Who answers has the whole request, were it shorter than the known one.
    if (this.endsWith('request')) return this.fall();
    if (this.cut) return;
    const limit = this.limitOf('answer');
    if (limit === null || this.exchange.answer < limit) return void this.caller.write(chunk);
    const passed = this.plan?.at === 'end' ? chunk : chunk.subarray(0, limit - before);
    if (passed.length === 0) return this.fall();
    this.caller.write(passed, () => this.fall());
  }

  /** An answer that is shorter than the known one is over all the same. */
  private networkDone(): void {
    if (this.endsWith('answer')) this.fall();
    else if (!this.cut) this.caller.end();
  }

  /** Whether the plan waits for the end of `side` still. */
  private endsWith(side: Place['side']): boolean {
    return !this.cut && this.plan?.side === side && this.plan.at === 'end';
  }

  /** Bytes of `side` that may pass before the plan strikes; null where it strikes elsewhere. */
  private limitOf(side: Place['side']): number | null {
    if (this.plan?.side !== side || !this.known) return null;
    const length = this.known[side];
    return { start: 0, middle: Math.max(1, Math.floor(length / 2)), end: Math.max(1, length) }[this.plan.at];
  }

  private fall(): void {
    if (this.cut || !this.plan) return;
    this.cut = true;
    if (this.plan.fate === 'reset') this.caller.resetAndDestroy();
    if (this.plan.fate === 'duplicate') this.repeat();
    this.strike();
  }

  /** A caller that goes before its request is through takes the connection with it; after that the network goes on. */
  private callerGone(): void {
    const half = this.plan?.side === 'request' && this.plan.at !== 'end' && this.cut;
    if (half) this.network.destroy();
    else this.network.end();
  }

  private repeat(): void {
    this.network.once('close', () => {
      const second = this.open();
      second.write(Buffer.concat(this.sent));
      second.on('data', (chunk: Buffer) => this.caller.write(chunk)).on('end', () => this.caller.end());
    });
  }
}

function follow(sockets: Set<Socket>, socket: Socket): Socket {
  sockets.add(socket);
  return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}
