import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { canonicalHash, DomainError } from '#kernel';
import type { ApiReply, ApiRequest } from '../api-request.js';
import { BODY_DIGEST_KEY, type BodyDigest } from '../body-digest.js';
import { isDryRun } from '../dry-run.decorator.js';
import type { Answer } from '../problem.js';
import { ProblemWriter } from '../problem-writer.js';
import { sendAnswer } from '../send-answer.js';
import { AnswerOnce } from './answer-once.js';
import { ASKS_NETWORK_KEY, NetworkTurns } from './network-turns.js';
import type { RepeatableRequest } from './idempotency-key.repository.js';

const KEY = /^[\x20-\x7e]{1,255}$/;
/** Headers of the handler's that belong to the answer. */
const KEPT_HEADERS = ['etag', 'location'];

/** `Idempotency-Key` on any POST: the first answer again, byte for byte. Outermost, so that it wraps all the rest. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly once: AnswerOnce,
    private readonly turns: NetworkTurns,
    private readonly problems: ProblemWriter,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const key = keyOf(request);
    const apiKeyId = request.principal?.keyId;
    if (key === null || apiKeyId === undefined || isDryRun(request)) return next.handle();
    const digest = this.reflector.get<BodyDigest | undefined>(BODY_DIGEST_KEY, context.getHandler());
    const hash = await hashRequest(request, digest);
    return from(this.answer({ apiKeyId, key, hash }, context, next));
  }

  private async answer(repeatable: RepeatableRequest, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const reply = context.switchToHttp().getResponse<ApiReply>();
    const asksNetwork = this.reflector.get<boolean | undefined>(ASKS_NETWORK_KEY, context.getHandler());
    const inTurn = <T>(first: () => Promise<T>): Promise<T> => this.turns.take(repeatable.apiKeyId, first);
    const { answer, replayed } = await this.once.answer(repeatable, {
      ...(asksNetwork ? { inTurn } : {}),
      run: () => toAnswer(reply, next),
      refuse: (error) => this.problems.write(error, request),
    });
    if (replayed) void reply.header('idempotent-replayed', 'true');
    return sendAnswer(reply, answer);
  }
}

function keyOf(request: ApiRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined || request.method !== 'POST') return null;
  if (typeof header !== 'string' || !KEY.test(header)) throw new DomainError('idempotency.key_invalid');
  return header;
}

async function hashRequest(request: ApiRequest, digest: BodyDigest | undefined): Promise<string> {
  const body = digest ? await digest(request) : (request.body ?? null);
  return canonicalHash({ method: request.method, url: request.url, body });
}

async function toAnswer(reply: ApiReply, next: CallHandler): Promise<Answer> {
  const value: unknown = await firstValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined });
  const body = JSON.stringify(value) ?? '';
  const kept = KEPT_HEADERS.map((name): [string, unknown] => [name, reply.getHeader(name)]);
  const headers = Object.fromEntries(kept.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  if (body !== '') headers['content-type'] = 'application/json; charset=utf-8';
  return { status: reply.statusCode, headers, body };
}
