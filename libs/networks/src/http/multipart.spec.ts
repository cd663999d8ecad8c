import type { MediaFile } from '../contract.js';
import { filePart, multipart } from './multipart.js';

async function read(body: { length: number; open(): AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const content = Buffer.from('butter and jam');
const file: MediaFile = {
  mimeType: 'image/jpeg',
  bytes: content.length,
  width: 1,
  height: 1,
  durationMs: null,
  fileName: 'toast.jpg',
  checksum: '',
  read: (start, end) => Promise.resolve(content.subarray(start, end)),
  async *stream() {
    yield await Promise.resolve(content.subarray(0, 6));
    yield content.subarray(6);
  },
};

describe('a multipart form', () => {
  it('is what a server reads, of the length that was announced, as often as it is opened', async () => {
    const { headers, body } = multipart([
      ['status', 'Héllo "world"\nnext\r\nlast'],
      ['media_ids[]', '1'],
      ['media_ids[]', '2'],
      ['file', filePart(file)],
    ]);
    for (let i = 0; i < 2; i++) {
      const bytes = await read(body);
      expect(bytes.length).toBe(body.length);
      const form = await new Response(new Uint8Array(bytes), { headers }).formData();
      expect(form.get('status')).toBe('Héllo "world"\nnext\r\nlast');
      expect(form.getAll('media_ids[]')).toEqual(['1', '2']);
      const read2 = form.get('file') as File;
      expect([read2.name, read2.type, await read2.text()]).toEqual(['toast.jpg', 'image/jpeg', 'butter and jam']);
    }
  });
});
