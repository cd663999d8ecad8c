import sharp from 'sharp';

/** 600 by 480: within what every network of the matrix shows. */
export const SAMPLE_JPEG = await sharp({ create: { width: 600, height: 480, channels: 3, background: '#b5651d' } })
  .jpeg()
  .toBuffer();

/** Twelve seconds of 1280 by 720 in which nothing is to be seen: the boxes that players and probes read (ISO/IEC 14496-12). */
export const SAMPLE_MP4 = Buffer.concat([
  box('ftyp', text('isom'), word(512), text('isomiso2mp41')),
  box(
    'moov',
    box('mvhd', word(0), word(0), word(0), word(1_000), word(12_000), word(0x10000), Buffer.alloc(76), word(2)),
    box(
      'trak',
      box(
        'tkhd',
        word(3),
        word(0),
        word(0),
        word(1),
        word(0),
        word(12_000),
        Buffer.alloc(52),
        word(1280 << 16),
        word(720 << 16),
      ),
      box(
        'mdia',
        box('mdhd', word(0), word(0), word(0), word(1_000), word(12_000), word(0x55c40000)),
        box('hdlr', word(0), word(0), text('vide'), Buffer.alloc(12), text('Video\0')),
      ),
    ),
  ),
  box('mdat', Buffer.alloc(4_096, 7)),
]);

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([word(body.length + 8), text(name), body]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}
