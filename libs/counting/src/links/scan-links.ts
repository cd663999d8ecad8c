import { type DomainRun, findRun, firstDomain, mayBegin } from './domain-run.js';

/** How a network's detector writes links. */
export interface LinkStyle {
  /** Names of protocols, the longer ones first. */
  protocols: readonly string[];
  /** Sticky: port, path (group 1) and query after a domain. Always matches, if only the empty text. */
  tail: RegExp;
}

/** Something that looks like a link. `end` is where the detector goes on, even when it then drops the link. */
export interface FoundLink {
  start: number;
  end: number;
  url: string;
  /** With its `://`; empty where there is none. */
  protocol: string;
  domain: string;
  path: string;
}

interface Start {
  start: number;
  protocol: string;
  domainEnd: number;
  /** The label of the run to go on from, when the link ends within it. */
  label: number;
}

/** Everything that looks like a link, left to right, in time proportional to the text. */
export function scanLinks(text: string, style: LinkStyle): FoundLink[] {
  const links: FoundLink[] = [];
  let from = 0;
  for (let run = findRun(text, 0); run !== null; run = findRun(text, Math.max(from, run.end))) {
    const full = afterProtocol(text, run);
    for (let begin = nextStart(text, run, { label: 0, offset: from }, full, style); begin !== null;) {
      const link = finish(text, begin, style);
      links.push(link);
      from = link.end;
      if (from >= run.end) break;
      begin = nextStart(text, run, { label: begin.label, offset: from }, full, style);
    }
  }
  return links;
}

/** Where the domain after `://` ends, when that follows `run`; -1 when there is none. */
function afterProtocol(text: string, run: DomainRun): number {
  if (!text.startsWith('://', run.end)) return -1;
  const next = findRun(text, run.end + 3);
  return next?.start === run.end + 3 ? (next.ends[0] ?? -1) : -1;
}

function nextStart(
  text: string,
  run: DomainRun,
  from: { label: number; offset: number },
  fullEnd: number,
  style: LinkStyle,
): Start | null {
  const bare = firstDomain(text, run, from);
  const full = fullEnd === -1 ? -1 : startOfProtocol(text, run, from.offset, style);
  if (full !== -1 && (bare === null || full < bare.start)) {
    return { start: full, protocol: text.slice(full, run.end + 3), domainEnd: fullEnd, label: run.labels.length };
  }
  return bare && { start: bare.start, protocol: '', domainEnd: bare.end, label: bare.label };
}

/** `https` is the end of the run that `://` follows. */
function startOfProtocol(text: string, run: DomainRun, from: number, style: LinkStyle): number {
  const starts = style.protocols.map((protocol) => ({ protocol, start: run.end - protocol.length }));
  const found = starts.find(
    ({ protocol, start }) =>
      start >= run.start && text.slice(start, run.end).toLowerCase() === protocol && mayBegin(text, start, from),
  );
  return found?.start ?? -1;
}

function finish(text: string, { start, protocol, domainEnd }: Start, { tail }: LinkStyle): FoundLink {
  tail.lastIndex = domainEnd;
  const rest = tail.exec(text);
  const end = domainEnd + (rest?.[0].length ?? 0);
  const domain = text.slice(start + protocol.length, domainEnd);
  return { start, end, url: text.slice(start, end), protocol, domain, path: rest?.[1] ?? '' };
}
