import { createHash } from 'node:crypto';
import type { MediaFile, MediaSource } from '../src/contract.js';

/** A file as a test keeps it. */
export interface MemoryFile {
  mimeType: string;
  content: Uint8Array;
  width?: number;
  height?: number;
  durationMs?: number;
}

/** Media without a storage: `files` by id, and for every other id a JPEG-like file of its own. */
export function createMemoryMedia(files: Readonly<Record<string, MemoryFile>> = {}): MediaSource {
  return {
    open: (_account, mediaId, fit) => {
      const file = toFile(mediaId, files[mediaId] ?? sampleFile(mediaId));
      const fits = fit.mimeTypes.includes(file.mimeType) || fit.mimeTypes.includes('*/*');
      return Promise.resolve(
        fits
          ? { kind: 'opened', file }
          : { kind: 'failed', reason: 'cannot_fit', detail: `${file.mimeType} is not taken.` },
      );
    },
    publicUrl: (_account, mediaId, _fit, until) =>
      Promise.resolve({ kind: 'url', url: `https://media.example.org/${mediaId}?until=${until.getTime()}&sig=test` }),
  };
}

/** Begins as a JPEG does; what follows differs by id. Ids that begin with `video` give an MP4. */
function sampleFile(mediaId: string): MemoryFile {
  const isVideo = mediaId.startsWith('video');
  const head = isVideo ? Buffer.from('\0\0\0\x18ftypmp42', 'latin1') : Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const content = Buffer.concat([head, Buffer.from(mediaId.repeat(40))]);
  return isVideo
    ? { mimeType: 'video/mp4', content, width: 1280, height: 720, durationMs: 12_000 }
    : { mimeType: 'image/jpeg', content, width: 1200, height: 800 };
}

function toFile(mediaId: string, file: MemoryFile): MediaFile {
  const { mimeType, content, width = null, height = null, durationMs = null } = file;
  return {
    mimeType,
    bytes: content.length,
    width,
    height,
    durationMs,
    fileName: `${mediaId}.${mimeType.split('/')[1] === 'jpeg' ? 'jpg' : mimeType.split('/')[1]}`,
    checksum: createHash('sha256').update(content).digest('hex'),
    read: (start, end) => Promise.resolve(content.subarray(start, end)),
    stream: () => one(content),
  };
}

async function* one(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
