import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { canonicalHash } from '#kernel';
import { MediaService } from '#media';
import type { ApiReply, ApiRequest } from '../http/index.js';
import { readUpload, type Upload } from './read-upload.js';

/** Where a request's upload waits for its handler. */
const uploads = new WeakMap<ApiRequest, { upload: Upload; taken: boolean }>();

/**
 * Receives the upload as soon as the caller is known to be allowed, before any transaction begins: neither a rehearsal
 * nor an idempotent request holds a connection while a client sends. What no handler takes (a repetition that gets
 * the first answer, say) is dropped when the answer is out.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  constructor(
    private readonly media: MediaService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const upload = await readUpload(request, this.media, this.config.mediaMaxBytes);
    const waiting = { upload, taken: false };
    uploads.set(request, waiting);
    http.getResponse<ApiReply>().raw.once('close', () => {
      // Best effort: the store sweeps what stays.
      if (!waiting.taken) this.media.discard(upload.media).catch(() => undefined);
    });
    return true;
  }
}

/** The upload that `UploadGuard` received; the handler has to keep or discard it. */
export const TakeUpload = createParamDecorator((_: unknown, context: ExecutionContext): Upload => {
  const waiting = waitingFor(context.switchToHttp().getRequest<ApiRequest>());
  waiting.taken = true;
  return waiting.upload;
});

/** Two uploads are the same when they say the same and their bytes are. */
export function digestUpload(request: ApiRequest): Promise<string> {
  const { brandId, altText, fileName, media } = waitingFor(request).upload;
  return Promise.resolve(canonicalHash({ brandId, altText, fileName, checksum: media.checksum }));
}

function waitingFor(request: ApiRequest): { upload: Upload; taken: boolean } {
  const waiting = uploads.get(request);
  if (!waiting) throw new Error('A handler that takes uploads needs UploadGuard');
  return waiting;
}
