/** One legal move of a state machine: who makes it, from where, to where, when, and what it tells the world. */
export interface Transition<State extends string> {
  from: readonly State[];
  /** The verb of a person or the pass of the scheduler that makes the move. */
  by: string;
  /** What must hold besides the state; words for the reader, checked in the code that makes the move. */
  guard?: string;
  to: State;
  /** The outbox event it appends, if any. */
  event?: string;
}

export interface StateTable<State extends string> {
  name: string;
  states: readonly State[];
  /** States without a way out by themselves. */
  final: readonly State[];
  transitions: readonly Transition<State>[];
}

/** The verbs that are legal from `state`, in the table's order, without repeats. */
export function allowedFrom<State extends string>(table: StateTable<State>, state: State): string[] {
  return [...new Set(table.transitions.filter((t) => t.from.includes(state)).map((t) => t.by))];
}

/** Whether `by` may move `from` to `to`. */
export function isLegal<State extends string>(table: StateTable<State>, from: State, by: string, to: State): boolean {
  return table.transitions.some((t) => t.by === by && t.to === to && t.from.includes(from));
}

/** The table as Markdown, for the README of the lib that owns it. */
export function renderStateTable<State extends string>(table: StateTable<State>): string {
  const rows = table.transitions.map(
    (t) => `| ${t.from.join(', ')} | ${t.by} | ${t.guard ?? ''} | ${t.to} | ${t.event ?? ''} |`,
  );
  return ['| from | by | guard | to | event |', '|---|---|---|---|---|', ...rows].join('\n');
}
