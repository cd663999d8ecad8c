import sharp from 'sharp';

/** An image of one colour; noise instead, which no encoder makes small, when there is none. */
export function picture(width: number, height: number, background?: string) {
  const plain = { width, height, channels: 3 as const };
  if (background !== undefined) return sharp({ create: { ...plain, background } });
  return sharp({ create: { ...plain, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma: 60 } } });
}

/** A GIF of one frame per delay (milliseconds), each of another grey. */
export async function animation(width: number, height: number, delays: readonly number[]): Promise<Buffer> {
  const frame = width * height * 3;
  const pixels = Buffer.alloc(frame * delays.length);
  delays.forEach((_, index) => pixels.fill(40 * index, frame * index, frame * (index + 1)));
  const raw = { width, height: height * delays.length, channels: 3 as const, pageHeight: height };
  return sharp(pixels, { raw })
    .gif({ delay: [...delays] })
    .toBuffer();
}
