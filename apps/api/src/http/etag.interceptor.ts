import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Observable, tap } from 'rxjs';
import type { ApiReply } from './api-request.js';

/** Repeats the `etag` of the resource that is answered as the ETag header. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<ApiReply>();
    return next.handle().pipe(
      tap((body: unknown) => {
        const etag = (body as { etag?: unknown } | null | undefined)?.etag;
        if (typeof etag === 'string') void reply.header('etag', etag);
      }),
    );
  }
}
