import type { AdapterIo, HttpClient, HttpOutcome, HttpRequest } from '../src/contract.js';

/** What happens to one call: it goes through and its answer is lost, it never arrives, or it is answered with `outcome`. */
export type Spoiling = 'answer_lost' | 'never_arrives' | HttpOutcome;

/** An io whose `index`-th call (from 0) is spoiled, and a record of all calls made with it. */
export function spoiled(io: AdapterIo, index: number, spoiling: Spoiling): AdapterIo & { calls: HttpRequest[] } {
  const calls: HttpRequest[] = [];
  const send: HttpClient['send'] = async (request) => {
    calls.push(request);
    if (calls.length - 1 !== index) return io.http.send(request);
    if (spoiling === 'answer_lost') await io.http.send(request);
    return typeof spoiling === 'string' ? LOST : spoiling;
  };
  return { ...io, http: { send }, calls };
}

/** The same without a fault: only to count. */
export function recorded(io: AdapterIo): AdapterIo & { calls: HttpRequest[] } {
  return spoiled(io, -1, LOST);
}

const LOST: HttpOutcome = { kind: 'failed', bytesSent: true, code: 'reset' };
