/** What a made film says of itself. */
export interface FilmOptions {
  width?: number;
  height?: number;
  /** Thousandths of a second per frame, and how many there are. */
  frameMs?: number;
  frames?: number;
  /** Degrees clockwise that a player turns the picture by. */
  rotation?: 0 | 90;
  sound?: boolean;
  brand?: 'isom' | 'qt  ';
  /** Bytes of the part that would hold the pictures; it comes last, or before its index. */
  padding?: number;
  indexLast?: boolean;
}

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
};
const u16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16BE(value, 2 * index));
  return bytes;
};
/** ISO/IEC 14496-12 §4.2: size, type, content. */
const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(8 + body.length), ascii(type), body]);
};
/** A box with a version and flags. */
const full = (type: string, flags: number, ...content: Buffer[]): Buffer => box(type, u32(flags), ...content);

/** §6.2.2, 16.16 fixed point but for the last column: as it is, or turned by 90°. */
const MATRICES = {
  0: u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000),
  90: u32(0, 0x10000, 0, 0xffff0000, 0, 0, 0, 0, 0x40000000),
};
const TIMESCALE = 1000;

/** The boxes of an MP4 that readers look into, and none of the pictures: a few hundred bytes. */
export function film(options: FilmOptions = {}): Buffer {
  const { brand = 'isom', padding = 64, indexLast = false, sound = true } = options;
  const { frameMs = 40, frames = 75 } = options;
  const data = box('mdat', Buffer.alloc(padding));
  const index = box(
    'moov',
    full(
      'mvhd',
      0,
      u32(0, 0, TIMESCALE, frameMs * frames, 0x10000),
      u16(0x100, 0),
      u32(0, 0),
      MATRICES[0],
      u32(0, 0, 0, 0, 0, 0, 3),
    ),
    pictures(options),
    ...(sound ? [soundTrack(frameMs * frames)] : []),
  );
  const head = box('ftyp', ascii(brand), u32(0x200), ascii(brand));
  return Buffer.concat(indexLast ? [head, data, index] : [head, index, data]);
}

function pictures({ width = 640, height = 360, frameMs = 40, frames = 75, rotation = 0 }: FilmOptions): Buffer {
  // §8.5.2 and ISO/IEC 14496-15: a visual sample entry with the profile of an H.264 stream (66 baseline, level 3.0).
  const parameters = Buffer.concat([
    Buffer.from('0142c01effe10004', 'hex'),
    Buffer.from('6742c01e', 'hex'),
    Buffer.from('01000468ce3c80', 'hex'),
  ]);
  const entry = box(
    'avc1',
    u32(0),
    u16(0, 1),
    u32(0, 0, 0, 0),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    box('avcC', parameters),
  );
  return track(
    1,
    frameMs * frames,
    MATRICES[rotation],
    [width, height],
    'vide',
    full('vmhd', 1, u16(0, 0, 0, 0)),
    entry,
    frameMs,
    frames,
  );
}

function soundTrack(duration: number): Buffer {
  const entry = box('sowt', u32(0), u16(0, 1), u32(0, 0), u16(2, 16, 0, 0), u32(48_000 * 0x10000));
  return track(
    2,
    duration,
    MATRICES[0],
    [0, 0],
    'soun',
    full('smhd', 0, u16(0, 0)),
    entry,
    1000,
    Math.max(1, duration / 1000),
  );
}

function track(
  id: number,
  duration: number,
  matrix: Buffer,
  [width, height]: [number, number],
  handler: string,
  mediaHeader: Buffer,
  entry: Buffer,
  sampleMs: number,
  samples: number,
): Buffer {
  const header = full(
    'tkhd',
    3,
    u32(0, 0, id, 0, duration, 0, 0),
    u16(0, 0, 0, 0),
    matrix,
    u32(width * 0x10000, height * 0x10000),
  );
  const tables = box(
    'stbl',
    full('stsd', 0, u32(1), entry),
    full('stts', 0, u32(1, samples, sampleMs)),
    full('stsc', 0, u32(1, 1, samples, 1)),
    full('stsz', 0, u32(1, samples)),
    full('stco', 0, u32(1, 0)),
  );
  const where = box('dinf', full('dref', 0, u32(1), full('url ', 1)));
  const media = box(
    'mdia',
    full('mdhd', 0, u32(0, 0, TIMESCALE, duration), u16(0x55c4, 0)),
    full('hdlr', 0, u32(0), ascii(handler), u32(0, 0, 0), Buffer.alloc(1)),
    box('minf', mediaHeader, where, tables),
  );
  return box('trak', header, media);
}
