import { FormDataEncoder } from 'form-data-encoder';
import type { ByteStream, MediaFile } from '../contract.js';

/** What a field of a form holds: a text, or a file under a name. */
export type FormPart = string | { fileName: string; mimeType: string; bytes: Uint8Array | ByteStream };

/** A form as `multipart/form-data` (RFC 7578), its length known before it is sent. The same field may come twice. */
export function multipart(parts: readonly (readonly [string, FormPart])[]): {
  headers: Readonly<Record<string, string>>;
  body: ByteStream;
} {
  const encoder = new FormDataEncoder({
    append: () => undefined,
    getAll: () => [],
    entries: () => entriesOf(parts),
    [Symbol.iterator]: () => entriesOf(parts),
    [Symbol.toStringTag]: 'FormData',
  });
  const length = encoder.contentLength;
  if (length === undefined) throw new Error('a form part has no length');
  return {
    headers: { 'content-type': encoder.contentType },
    body: { length: Number(length), open: () => encoder.encode() },
  };
}

/** A medium as the part of a form. */
export function filePart(file: MediaFile): FormPart {
  return {
    fileName: file.fileName,
    mimeType: file.mimeType,
    bytes: { length: file.bytes, open: () => file.stream() },
  };
}

type Entry = [string, string | FileLike];
type FileLike = ReturnType<typeof fileLike>;

function entriesOf(parts: readonly (readonly [string, FormPart])[]): IterableIterator<Entry> {
  const entries = parts.map(([name, part]): Entry => [name, typeof part === 'string' ? part : fileLike(part)]);
  return entries[Symbol.iterator]();
}

/** The part of the File API that the encoder reads. */
function fileLike({ fileName, mimeType, bytes }: Exclude<FormPart, string>) {
  const whole = bytes instanceof Uint8Array;
  return {
    name: fileName,
    type: mimeType,
    size: bytes.length,
    lastModified: 0,
    stream: () => (whole ? one(bytes) : bytes.open()),
    [Symbol.toStringTag]: 'File',
  };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
