import { SetMetadata } from '@nestjs/common';
import type { ApiRequest } from './api-request.js';

export const BODY_DIGEST_KEY = Symbol('body digest');

/** A stable digest of what a request carries, for comparing it with a repetition. */
export type BodyDigest = (request: ApiRequest) => Promise<string>;

/**
 * For handlers whose body is not JSON, such as uploads: how to tell two bodies apart for `Idempotency-Key`. Called
 * after the guards and before the handler, only when the header is there; it may consume the stream if it leaves
 * what it read on the request.
 */
export const DigestBody = (digest: BodyDigest): MethodDecorator => SetMetadata(BODY_DIGEST_KEY, digest);
