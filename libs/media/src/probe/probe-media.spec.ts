import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#kernel';
import { film } from '../../testing/films.js';
import { animation, picture } from '../../testing/images.js';
import { NOTHING_KNOWN } from './media-facts.js';
import { probeMedia } from './probe-media.js';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** With an animation control chunk before its pixels, which is what tells an animated PNG. The CRC is not looked at. */
const apng = (png: Buffer) =>
  Buffer.concat([
    png.subarray(0, 33),
    hex('00000008'),
    ascii('acTL'),
    hex('00000002 00000000 f38d9370'),
    png.subarray(33),
  ]);
const WEBM = Buffer.concat([hex('1a45dfa3 87 4282 84'), ascii('webm'), Buffer.alloc(16)]);
const PDF = ascii('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
/** A PNG's header that promises 20,000 × 20,000 pixels, and hardly any of them. */
const BOMB = hex(
  '89504e470d0a1a0a 0000000d 49484452 00004e20 00004e20 0800000000 c61b19e5 0000000b 49444154 789c6360c00400001400017dfe1eee00000000 49454e44 ae426082',
);

describe('probeMedia', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probe-media-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function probe(content: Buffer) {
    const path = join(folder, 'upload');
    await writeFile(path, content);
    return probeMedia(path);
  }
  const red = (width = 64, height = 48) => picture(width, height, 'red');
  const FILM = { width: 640, height: 360, durationMs: 3000, frameRate: 25, videoCodec: 'AVC', hasAudio: true };

  it.each([
    ['a PNG', () => red().png().toBuffer(), { mimeType: 'image/png', width: 64, height: 48 }],
    [
      'an animated PNG',
      async () => apng(await red().png().toBuffer()),
      { mimeType: 'image/png', width: 64, height: 48, animated: true },
    ],
    ['a GIF that stands still', () => red().gif().toBuffer(), { mimeType: 'image/gif', width: 64, height: 48 }],
    [
      'a GIF that moves',
      () => animation(20, 30, [100, 200, 300]),
      { mimeType: 'image/gif', width: 20, height: 30, animated: true, durationMs: 600 },
    ],
    ['a WebP', () => red().webp().toBuffer(), { mimeType: 'image/webp', width: 64, height: 48 }],
    ['an AVIF', () => red().avif().toBuffer(), { mimeType: 'image/avif', width: 64, height: 48 }],
    [
      'a JPEG that lies on its side',
      () => red().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      { mimeType: 'image/jpeg', width: 48, height: 64 },
    ],
    ['a JPEG cut short', async () => (await red().jpeg().toBuffer()).subarray(0, 30), { mimeType: 'image/jpeg' }],
    ['an MP4', () => film(), { mimeType: 'video/mp4', ...FILM }],
    [
      'an MP4 whose index comes last',
      () => film({ indexLast: true, padding: 3_000_000 }),
      { mimeType: 'video/mp4', ...FILM },
    ],
    [
      'a QuickTime film without sound, on its side',
      () => film({ brand: 'qt  ', sound: false, rotation: 90 }),
      { mimeType: 'video/quicktime', ...FILM, width: 360, height: 640, hasAudio: false },
    ],
    ['an MP4 cut short', () => film().subarray(0, 200), { mimeType: 'video/mp4' }],
    ['a WebM without anything in it', () => WEBM, { mimeType: 'video/webm' }],
    ['a PDF', () => PDF, { mimeType: 'application/pdf' }],
  ])('knows %s', async (_name, content, facts) => {
    expect(await probe(await content())).toEqual({ ...NOTHING_KNOWN, ...facts });
  });

  it.each([
    [
      'an SVG',
      ascii('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'application/xml',
    ],
    ['a page', ascii('<!doctype html><script>alert(1)</script>'), 'unknown'],
    ['a text', ascii('Bonjour'), 'unknown'],
    ['one byte', ascii('x'), 'unknown'],
    ['a ZIP', hex('504b0304 1400 0000 0000 0000 0000 00000000 00000000 00000000 0000 0000'), 'application/zip'],
    ['a program', Buffer.concat([hex('7f454c46 02 01 01 00'), Buffer.alloc(64)]), 'application/x-elf'],
  ])('refuses %s', async (_name, content, type) => {
    const error = await probe(content).catch((reason: unknown) => reason as DomainError);
    expect(error).toMatchObject({ code: 'media.type_refused', params: { type }, fields: [{ pointer: '/file' }] });
  });

  it('refuses an image of more pixels than anybody should decode', async () => {
    await expect(probe(BOMB)).rejects.toMatchObject({ code: 'media.too_many_pixels', params: { max: 100_000_000 } });
  });
});
