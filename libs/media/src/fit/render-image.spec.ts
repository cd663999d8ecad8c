import sharp from 'sharp';
import { picture } from '../../testing/images.js';
import type { MediaFit } from '#networks';
import { renderImage } from './render-image.js';

const JPEG: MediaFit = { mimeTypes: ['image/jpeg'] };
const PNG: MediaFit = { mimeTypes: ['image/png'] };

async function render(source: Buffer, own: string, width: number, height: number, fit: MediaFit) {
  const answer = await renderImage(source, own, { width, height }, fit);
  if (answer.kind === 'failed') throw new Error(`${answer.reason} ${answer.detail}`);
  const metadata = await sharp(answer.bytes).metadata();
  const [red, green, blue] = await sharp(answer.bytes).removeAlpha().raw().toBuffer();
  return { ...answer, metadata, colour: [red!, green!, blue!] };
}
const near = (colour: number[], expected: number[]) =>
  colour.every((part, index) => Math.abs(part - expected[index]!) <= 6);

describe('renderImage', () => {
  it('turns the picture as its file asks and forgets where it was taken and by whom', async () => {
    const source = await picture(80, 40, 'red')
      .withExif({ IFD0: { Artist: 'Lise' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { metadata, colour } = await render(source, 'image/jpeg', 20, 40, JPEG);
    expect([metadata.width, metadata.height, metadata.orientation]).toEqual([20, 40, undefined]);
    expect(metadata.exif).toBeUndefined();
    expect(near(colour, [254, 0, 0])).toBe(true);
  });

  it('turns colours of another space into sRGB, and says nothing of the space', async () => {
    const wide = await picture(16, 16, 'rgb(10, 200, 40)').withIccProfile('p3').png().toBuffer();
    const stored = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(near([...stored.subarray(0, 3)], [10, 200, 40])).toBe(false);
    const { metadata, colour } = await render(wide, 'image/png', 16, 16, PNG);
    expect(metadata.hasProfile).toBe(false);
    expect(metadata.space).toBe('srgb');
    expect(near(colour, [10, 200, 40])).toBe(true);
  });

  it('puts what is see-through on white only where the type cannot say it', async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer();
    const flat = await render(clear, 'image/png', 10, 10, JPEG);
    expect(near(flat.colour, [255, 255, 255])).toBe(true);
    const kept = await render(clear, 'image/png', 10, 10, { ...PNG, mimeTypes: ['image/jpeg', 'image/png'] });
    expect([kept.mimeType, kept.metadata.hasAlpha]).toEqual(['image/png', true]);
  });

  it('takes an alpha channel that hides nothing for none', async () => {
    const opaque = await sharp({ create: { width: 20, height: 20, channels: 4, background: '#ff0000ff' } })
      .png()
      .toBuffer();
    const { mimeType } = await render(opaque, 'image/png', 20, 20, { ...PNG, mimeTypes: ['image/jpeg', 'image/png'] });
    expect(mimeType).toBe('image/jpeg');
  });

  it('lowers the quality first, then the size, until the bytes fit', async () => {
    const noise = await picture(300, 300).png().toBuffer();
    const best = (await render(noise, 'image/png', 300, 300, JPEG)).bytes.length;
    const lower = await render(noise, 'image/png', 300, 300, { ...JPEG, maxBytes: Math.floor(best * 0.8) });
    expect(lower.metadata.width).toBe(300);
    expect(lower.bytes.length).toBeLessThanOrEqual(best * 0.8);
    const smaller = await render(noise, 'image/png', 300, 300, { ...JPEG, maxBytes: Math.floor(best * 0.1) });
    expect(smaller.metadata.width).toBeLessThan(300);
    expect(smaller.metadata.width).toBe(smaller.metadata.height);
    expect(smaller.bytes.length).toBeLessThanOrEqual(best * 0.1);
  });

  it('makes the same bytes of the same image', async () => {
    const noise = await picture(200, 100).png().toBuffer();
    const [first, second] = [
      await render(noise, 'image/png', 100, 50, JPEG),
      await render(noise, 'image/png', 100, 50, JPEG),
    ];
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  it('reads an AVIF and a CMYK photograph', async () => {
    const avif = await picture(32, 32, 'blue').avif().toBuffer();
    expect((await render(avif, 'image/avif', 32, 32, JPEG)).metadata.format).toBe('jpeg');
    const cmyk = await picture(32, 32, 'blue').toColourspace('cmyk').jpeg().toBuffer();
    expect((await render(cmyk, 'image/jpeg', 32, 32, PNG)).metadata.space).toBe('srgb');
  });

  it('says when no size is small enough, and when there is nothing to decode', async () => {
    const noise = await picture(100, 100).png().toBuffer();
    const box = { width: 100, height: 100 };
    expect(await renderImage(noise, 'image/png', box, { ...JPEG, maxBytes: 50 })).toMatchObject({
      reason: 'cannot_fit',
    });
    const cut = noise.subarray(0, 2_000);
    expect(await renderImage(cut, 'image/png', box, JPEG)).toMatchObject({ kind: 'failed', reason: 'unreadable' });
  });
});
