import { Inject, Injectable } from '@nestjs/common';
import { APP_CONFIG, type AppConfig } from '#config';
import { DomainError } from '#kernel';
import { download, type Download, DownloadError, type DownloadFailure } from '#networks';
import { MediaService, type ReceivedMedia } from './media.service.js';

/** Milliseconds one file may take to come; below the time after which clients give up on us. */
const DEADLINE = 60_000;
const POINTER = '/url';
/** Where trying again, or another time, gives the same: the address itself is at fault. */
const REFUSED: readonly DownloadFailure[] = ['bad_url', 'blocked_address', 'downgraded'];

type Settings = Pick<AppConfig, 'allowPrivateAddresses' | 'mediaMaxBytes' | 'publicUrl'>;

/** Uploads that we fetch ourselves, from wherever somebody says they lie. */
@Injectable()
export class UploadByUrl {
  constructor(
    private readonly media: MediaService,
    @Inject(APP_CONFIG) private readonly config: Settings,
  ) {}

  /**
   * Takes in what lies at an address, as `MediaService.receive` does with an upload; also throws `media.url_refused`
   * and `media.fetch_failed`.
   */
  async receive(url: string): Promise<ReceivedMedia> {
    const { allowPrivateAddresses: allowPrivate, mediaMaxBytes: maxBytes, publicUrl } = this.config;
    const options = { allowPrivate, userAgent: `Marronnier (+${publicUrl})` };
    const answer = await download({ url, deadline: DEADLINE, maxBytes }, options);
    if (answer.kind === 'failed') throw this.refusalOf(answer.code);
    return this.read(answer);
  }

  private async read({ status, stream }: Extract<Download, { kind: 'opened' }>): Promise<ReceivedMedia> {
    if (status !== 200) {
      stream.destroy();
      throw DomainError.at(POINTER, 'media.fetch_failed', { reason: `HTTP ${status}` });
    }
    try {
      return await this.media.receive(stream, POINTER);
    } catch (error) {
      throw error instanceof DownloadError ? this.refusalOf(error.code) : error;
    }
  }

  private refusalOf(code: DownloadFailure): DomainError {
    if (REFUSED.includes(code)) return DomainError.at(POINTER, 'media.url_refused');
    if (code === 'too_large') return DomainError.at(POINTER, 'request.too_large', { max: this.config.mediaMaxBytes });
    return DomainError.at(POINTER, 'media.fetch_failed', { reason: code });
  }
}

/** The last part of an address's path, as a name for what lies there; empty when it has none. */
export function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
