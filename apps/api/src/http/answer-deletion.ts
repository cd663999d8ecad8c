import { applyDecorators, HttpCode, HttpStatus } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import type { Tx, UnitOfWork } from '#persistence';
import type { DeletionView } from '#planning';
import type { ApiReply } from './api-request.js';
import { DeletionResponse } from './deletion.response.js';

/** A DELETE that can be rehearsed: 204 and nothing, or with `dryRun=true` 200 and what it would do. */
export function ApiDeletion(): MethodDecorator {
  return applyDecorators(
    HttpCode(HttpStatus.NO_CONTENT),
    ApiQuery({ name: 'dryRun', type: Boolean, required: false, description: 'Only tell what it would do.' }),
    ApiNoContentResponse(),
    ApiOkResponse({ type: DeletionResponse, description: 'With `dryRun=true`: what it would do; nothing is done.' }),
  );
}

/** Answers such a DELETE. */
export async function answerDeletion(
  unitOfWork: UnitOfWork,
  reply: ApiReply,
  dryRun: boolean | undefined,
  work: (tx: Tx) => Promise<DeletionView>,
): Promise<DeletionView | undefined> {
  if (dryRun) {
    reply.status(HttpStatus.OK);
    return unitOfWork.rehearse(work);
  }
  await unitOfWork.run(work);
  return undefined;
}
