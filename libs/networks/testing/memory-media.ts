import { createHash } from 'node:crypto';
import type { MediaFile, MediaFit, MediaSource } from '../src/contract.js';

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
      const own = files[mediaId] ?? sampleFile(mediaId);
      const file = fitted(own, fit);
      return Promise.resolve(
        file === null
          ? { kind: 'failed', reason: 'cannot_fit', detail: `${own.mimeType} cannot be made to fit.` }
          : { kind: 'opened', file: toFile(mediaId, file) },
      );
    },
    publicUrl: (_account, mediaId, _fit, until) =>
      Promise.resolve({ kind: 'url', url: `https://media.example.org/${mediaId}?until=${until.getTime()}&sig=test` }),
  };
}

const STILL: readonly string[] = ['image/avif', 'image/jpeg', 'image/png', 'image/webp'];

/** As #media fits: what stands still is made smaller (here it is cut off), anything else goes as it is or not at all. */
function fitted(file: MemoryFile, fit: MediaFit): MemoryFile | null {
  const { mimeType, content } = file;
  const scale = scaleFor(file, fit);
  if (!fit.mimeTypes.includes(mimeType) && !fit.mimeTypes.includes('*/*')) return null;
  if (content.length <= (fit.maxBytes ?? Infinity) && scale === 1) return file;
  if (!STILL.includes(mimeType)) return null;
  return { ...file, ...scaled(file, scale), content: content.subarray(0, fit.maxBytes) };
}

function scaleFor({ width = 0, height = 0 }: MemoryFile, fit: MediaFit): number {
  const { maxWidth = Infinity, maxHeight = Infinity, maxPixels = Infinity } = fit;
  return width * height === 0
    ? 1
    : Math.min(1, maxWidth / width, maxHeight / height, Math.sqrt(maxPixels / (width * height)));
}

function scaled({ width = 0, height = 0 }: MemoryFile, scale: number): Pick<MemoryFile, 'width' | 'height'> {
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) };
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
