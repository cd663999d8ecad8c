import { type FileHandle, open } from 'node:fs/promises';
import { type GeneralTrack, mediaInfoFactory, type MediaInfoResult, type VideoTrack } from 'mediainfo.js';
import type { MediaFacts } from './media-facts.js';

/** Bytes read of one film at most: its index may lie anywhere, and a malicious one sends its reader round and round. */
const BUDGET = 64 * 1024 * 1024;

/** Reads what a film says of itself, a piece of the file at a time. Of what is damaged nothing is known. */
export async function probeFilm(path: string): Promise<Partial<MediaFacts>> {
  const file = await open(path, 'r');
  try {
    return toFacts(await analyse(file));
  } catch {
    return {};
  } finally {
    await file.close();
  }
}

async function analyse(file: FileHandle): Promise<MediaInfoResult> {
  const { size } = await file.stat();
  const reader = await mediaInfoFactory({ format: 'object' });
  let left = BUDGET;
  try {
    return await reader.analyzeData(size, async (length, offset) => {
      left -= length;
      if (left < 0) return new Uint8Array(0);
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    reader.close();
  }
}

function toFacts({ media }: MediaInfoResult): Partial<MediaFacts> {
  const tracks = media?.track ?? [];
  const pictures = tracks.find((track): track is VideoTrack => track['@type'] === 'Video');
  if (!pictures) return {};
  const whole = tracks.find((track): track is GeneralTrack => track['@type'] === 'General');
  const seconds = whole?.Duration ?? pictures.Duration;
  return {
    ...sizeOf(pictures),
    durationMs: seconds === undefined ? null : Math.round(seconds * 1000),
    hasAudio: tracks.some((track) => track['@type'] === 'Audio'),
    frameRate: pictures.FrameRate ?? null,
    videoCodec: pictures.Format ?? null,
  };
}

/** Telephones film on their side and leave it to the player to turn the picture. */
function sizeOf({ Width, Height, Rotation }: VideoTrack): Pick<MediaFacts, 'width' | 'height'> {
  const [width, height] = [Width ?? null, Height ?? null];
  return Number(Rotation ?? 0) % 180 === 0 ? { width, height } : { width: height, height: width };
}
