// Types the multipart methods of requests.
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#agencies';

/** A request on its way through the api. */
export interface ApiRequest extends FastifyRequest {
  /** Set by the auth guard; absent on public routes. */
  principal?: Principal;
}

export type ApiReply = FastifyReply;
