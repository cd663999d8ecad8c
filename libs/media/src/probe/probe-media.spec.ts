import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '#kernel';
import { probeMedia } from './probe-media.js';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, ascii(type), data, Buffer.alloc(4)]);
};
const PNG_HEADER = chunk('IHDR', hex('00000280 000001e0 08 06 00 00 00'));
const PNG = Buffer.concat([
  hex('89504e470d0a1a0a'),
  PNG_HEADER,
  chunk('IDAT', Buffer.alloc(10)),
  chunk('IEND', Buffer.alloc(0)),
]);
const APNG = Buffer.concat([
  hex('89504e470d0a1a0a'),
  PNG_HEADER,
  chunk('acTL', Buffer.alloc(8)),
  chunk('IDAT', Buffer.alloc(10)),
  chunk('IEND', Buffer.alloc(0)),
]);
const GIF = Buffer.concat([ascii('GIF89a'), hex('0a00 1400 00 00 00 3b')]);
/** Orientation 6: 640 × 480 as stored, shown on its side. */
const TURNED_JPEG = Buffer.concat([
  hex('ffd8 ffe1 0022'),
  ascii('Exif\0\0'),
  hex('4d4d 002a 00000008 0001 0112 0003 00000001 0006 0000 00000000'),
  hex('ffc0 0011 08 01e0 0280 03 012200 021101 031101'),
  hex('ffd9'),
]);
const MP4 = Buffer.concat([hex('00000018'), ascii('ftypisom'), hex('00000200'), ascii('isommp41'), Buffer.alloc(16)]);
const MOV = Buffer.concat([hex('00000014'), ascii('ftypqt  '), hex('00000000'), ascii('qt  '), Buffer.alloc(16)]);
const WEBM = Buffer.concat([hex('1a45dfa3 87 4282 84'), ascii('webm'), Buffer.alloc(16)]);
const PDF = ascii('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');

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

  it.each([
    ['a PNG', PNG, { mimeType: 'image/png', width: 640, height: 480 }],
    ['an animated PNG', APNG, { mimeType: 'image/png', width: 640, height: 480 }],
    ['a GIF', GIF, { mimeType: 'image/gif', width: 10, height: 20 }],
    ['a JPEG that lies on its side', TURNED_JPEG, { mimeType: 'image/jpeg', width: 480, height: 640 }],
    ['a PNG cut after its header’s start', PNG.subarray(0, 18), { mimeType: 'image/png', width: null, height: null }],
    ['an MP4', MP4, { mimeType: 'video/mp4', width: null, height: null }],
    ['a QuickTime film', MOV, { mimeType: 'video/quicktime', width: null, height: null }],
    ['a WebM', WEBM, { mimeType: 'video/webm', width: null, height: null }],
    ['a PDF', PDF, { mimeType: 'application/pdf', width: null, height: null }],
  ])('knows %s', async (_name, content, facts) => {
    expect(await probe(content)).toEqual(facts);
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
});
