import type { JsonObject } from '../../src/contract.js';

/** A request as a simulated network reads it. The three readers of the body throw when it is something else. */
export interface SimRequest {
  method: string;
  /** Decoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Where the simulator is reached, without a trailing slash. */
  origin: string;
  json(): JsonObject;
  form(): URLSearchParams;
  multipart(): Promise<FormData>;
}

export interface SimAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  body?: object | string | Buffer;
}

/** One thing that readers of the network can see. */
export interface SimThing {
  id: string;
  /** As a reader sees it, markup resolved. */
  text: string;
  /** What it answers or comments on. */
  parentId: string | null;
  /** Images and videos it shows. */
  media: number;
  altTexts?: readonly (string | null)[];
  poll?: readonly string[] | null;
}

/** A network in memory, written from its official documents, with the faults that only it has (`control`). */
export interface SimulatedNetwork {
  id: string;
  answer(request: SimRequest): SimAnswer | Promise<SimAnswer>;
  /** Drafts, containers and unused uploads are no things yet. */
  things(): readonly SimThing[];
}

/** One fault of the plan. Without `method` it is for calls other than GET; `*` is for all. */
export interface SimFault {
  method?: string;
  /** A part of the path. */
  path?: string;
  /** Lets so many calls pass first. Default none. */
  after?: number;
  /** Default 1. */
  times?: number;
  /** `before`: the network never saw the call; `after`: it did as it was asked. */
  when: 'before' | 'after';
  /** What comes back instead of the truth: nothing, half of it, or something else. */
  answer: 'drop' | 'truncate' | SimAnswer;
  /** Milliseconds. */
  delay?: number;
}
