import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '#kernel';
import { isDatabaseOutage } from '#persistence';
import { Refusal } from './refusal.js';

/** The refusal that stands for whatever was thrown; what is not expected becomes `internal.error` and tells nothing. */
export function explainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isDatabaseOutage(error)) return new DomainError('service.unavailable');
  const status = statusOf(error);
  return status === null ? new DomainError('internal.error') : refusalOf(status);
}

/** Errors of Fastify, its plugins and Nest say what they are by their status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error ? (error as { statusCode?: unknown }).statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  404: 'request.not_found',
  405: 'request.method_not_allowed',
  413: 'request.too_large',
  414: 'request.not_found',
  503: 'service.unavailable',
};

function refusalOf(status: number): DomainError {
  if (status === 415) return unsupportedMediaType('application/json');
  if (status >= 500 && status !== 503) return new DomainError('internal.error');
  return new DomainError(CODES[status] ?? 'request.malformed');
}

export function unsupportedMediaType(expected: string): Refusal {
  return new Refusal('request.unsupported_media_type', { params: { expected } });
}
