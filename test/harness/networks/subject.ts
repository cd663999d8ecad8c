import type { JsonObject } from '#networks';

/** One network: a simulated or real server that stands for it, and how a channel reaches it. */
export interface Subject {
  id: string;
  /** Where the server is reached; in `credentials` and `hosts` a proxy's address takes its place. */
  url: string;
  credentials: Readonly<Record<string, string>>;
  hosts: Readonly<Record<string, string>>;
  /** What posts on it need besides, such as a title. */
  options?: JsonObject;
  /** What must never be read in a log, a row or an event. */
  secrets: readonly string[];
  /** Everything that its readers can see. */
  things(): Promise<readonly SubjectThing[]> | readonly SubjectThing[];
  close(): Promise<void>;
}

export interface SubjectThing {
  id: string;
  text: string;
}
