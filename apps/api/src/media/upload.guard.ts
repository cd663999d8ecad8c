import { type CanActivate, createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { canonicalHash } from '#kernel';
import { MediaService, UploadByUrl } from '#media';
import type { ApiReply, ApiRequest } from '../http/index.js';
import { fetchUpload, readFetchRequest } from './fetch-upload.js';
import { readUpload, type Upload } from './read-upload.js';

/** A request's upload on its way to the handler. */
interface Waiting {
  /** Rejected when what was asked for could not be fetched. */
  upload: Promise<Upload>;
  /** What tells it from another. */
  digest: string;
  taken: boolean;
}

const uploads = new WeakMap<ApiRequest, Waiting>();

/**
 * Receives the upload as soon as the caller is known to be allowed, before any transaction begins: neither a rehearsal
 * nor an idempotent request holds a connection while a client sends, or while we fetch. What no handler takes (a
 * repetition that gets the first answer, say) is dropped when the answer is out.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  constructor(
    private readonly media: MediaService,
    private readonly byUrl: UploadByUrl,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<ApiRequest>();
    const waiting = await (request.isMultipart() ? this.sent(request) : this.fetched(request));
    uploads.set(request, waiting);
    http.getResponse<ApiReply>().raw.once('close', () => {
      if (!waiting.taken) void this.drop(waiting);
    });
    return true;
  }

  /** Two uploads are the same when they say the same and their bytes are. */
  private async sent(request: ApiRequest): Promise<Waiting> {
    const upload = await readUpload(request, this.media, this.config.mediaMaxBytes);
    const { brandId, altText, fileName, media } = upload;
    const digest = canonicalHash({ brandId, altText, fileName, checksum: media.checksum });
    return { upload: Promise.resolve(upload), digest, taken: false };
  }

  /**
   * Two wishes are the same when they say the same, whatever lies at the address by then. So one that fails is told
   * by the handler alone: a repetition of one that did not fail gets the first answer.
   */
  private async fetched(request: ApiRequest): Promise<Waiting> {
    const asked = await readFetchRequest(request);
    const upload = fetchUpload(asked, this.byUrl);
    await Promise.allSettled([upload]);
    return { upload, digest: canonicalHash(asked), taken: false };
  }

  private async drop({ upload }: Waiting): Promise<void> {
    // Best effort: the store sweeps what stays.
    await upload.then(({ media }) => this.media.discard(media)).catch(() => undefined);
  }
}

/** The upload that `UploadGuard` received; the handler has to keep or discard it. */
export const TakeUpload = createParamDecorator((_: unknown, context: ExecutionContext): Promise<Upload> => {
  const waiting = waitingFor(context.switchToHttp().getRequest<ApiRequest>());
  waiting.taken = true;
  return waiting.upload;
});

/** For `DigestBody`. */
export function digestUpload(request: ApiRequest): Promise<string> {
  return Promise.resolve(waitingFor(request).digest);
}

function waitingFor(request: ApiRequest): Waiting {
  const waiting = uploads.get(request);
  if (!waiting) throw new Error('A handler that takes uploads needs UploadGuard');
  return waiting;
}
