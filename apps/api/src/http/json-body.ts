import type { FastifyInstance } from 'fastify';
import { DomainError, isStorableText } from '#kernel';

/** Bytes of a JSON body. */
export const BODY_LIMIT = 256 * 1024;
/** Nesting beyond any request of ours; deeper bodies only exhaust stacks. */
const DEPTH_LIMIT = 32;

/** Takes JSON objects and nothing else; an empty body is no body. */
export function acceptJsonOnly(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') return done(null, undefined);
    return void parse(request, body, (error: Error | null, value?: unknown) => {
      const refused = error ? null : refusalOf(value);
      done(error ?? refused, value);
    });
  });
}

function refusalOf(body: unknown): DomainError | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return new DomainError('request.malformed');
  return isStorable(body) ? null : new DomainError('request.malformed');
}

/** No text that PostgreSQL cannot store, and no nesting without end. */
function isStorable(body: object): boolean {
  const waiting: [value: unknown, depth: number][] = [[body, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isStorableText(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === DEPTH_LIMIT) return false;
    for (const [key, member] of Object.entries(value)) waiting.push([key, depth], [member, depth + 1]);
  }
  return true;
}
