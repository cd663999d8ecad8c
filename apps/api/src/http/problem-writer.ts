import type { AppConfig } from '#config';
import { DomainError } from '#kernel';
import type { ApiRequest } from './api-request.js';
import { explainError } from './explain-error.js';
import { preferredLanguage } from './language.js';
import { type Answer, type Problem, type ProblemContext, toProblem, toProblemAnswer } from './problem.js';
import { Refusal } from './refusal.js';
import type { RouteTable } from './route-table.js';
import { STATUS } from './status.js';

/** Turns whatever was thrown into a problem document; the bugs among it are logged with the request's id. */
export class ProblemWriter {
  constructor(
    private readonly config: AppConfig,
    private readonly routes: RouteTable,
  ) {}

  write(error: unknown, request: ApiRequest): Answer {
    const refusal = this.refine(explainError(error), request);
    // A refusal that was meant says all there is to say; anything else needs a reader.
    if (!(error instanceof DomainError) && STATUS[refusal.code] >= 500) request.log.error({ err: error }, refusal.code);
    return toProblemAnswer(refusal, this.contextOf(request));
  }

  /** The problem of one item of a batch, which answers as a whole. */
  describe(refusal: DomainError, request: ApiRequest): Problem {
    return toProblem(refusal, this.contextOf(request));
  }

  private contextOf(request: ApiRequest): ProblemContext {
    return {
      publicUrl: this.config.publicUrl,
      language: preferredLanguage(request.headers['accept-language']),
      path: pathOf(request),
      requestId: request.id,
    };
  }

  /** Fills in what only the request tells. */
  private refine(refusal: DomainError, request: ApiRequest): DomainError {
    if (refusal.code === 'request.not_found') return this.orMethodNotAllowed(refusal, request);
    if (refusal.code !== 'request.too_large' || refusal.params['max'] !== undefined) return refusal;
    const max = request.isMultipart() ? this.config.mediaMaxBytes : request.routeOptions.bodyLimit;
    return new Refusal('request.too_large', { params: { max: max ?? 0 } });
  }

  private orMethodNotAllowed(refusal: DomainError, request: ApiRequest): DomainError {
    const allow = this.routes.methodsAt(pathOf(request));
    if (allow.length === 0 || allow.includes(request.method)) return refusal;
    return new Refusal('request.method_not_allowed', { headers: { allow: allow.join(', ') } });
  }
}

function pathOf(request: ApiRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
