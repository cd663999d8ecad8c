import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { UnitOfWork } from '#persistence';
import type { ApiRequest } from './api-request.js';
import { isDryRun } from './dry-run.decorator.js';

/** `?dryRun=true` on a POST: the handler runs in a transaction that is rolled back; its answer is sent all the same. */
@Injectable()
export class DryRunInterceptor implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!isDryRun(context.switchToHttp().getRequest<ApiRequest>())) return next.handle();
    return from(
      this.unitOfWork.rehearse(() => firstValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined })),
    );
  }
}
