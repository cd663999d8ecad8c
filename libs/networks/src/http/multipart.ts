import { createHash } from 'node:crypto';
import type { ByteStream, MediaFile } from '../contract.js';

/** What a field of a form holds: a text, or a file under a name. */
export type FormPart = string | { fileName: string; mimeType: string; bytes: Uint8Array | ByteStream };

/**
 * A form as `multipart/form-data` (RFC 7578), its length known before it is sent. The same field may come twice. Written
 * here because the libraries for it follow HTML, whose forms turn every line feed of a text into two characters: texts
 * would come out changed, and marks in them shifted.
 */
export function multipart(parts: readonly (readonly [string, FormPart])[]): {
  headers: Readonly<Record<string, string>>;
  body: ByteStream;
} {
  const boundary = `marronnier-${boundaryOf(parts)}`;
  const pieces = [
    ...parts.flatMap(([name, part]) => [head(boundary, name, part), bodyOf(part), Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: { length: pieces.reduce((sum, { length }) => sum + length, 0), open: () => joined(pieces) },
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

function head(boundary: string, name: string, part: FormPart): Buffer {
  const file = typeof part === 'string' ? '' : `; filename="${quoted(part.fileName)}"`;
  const type = typeof part === 'string' ? '' : `\r\nContent-Type: ${part.mimeType}`;
  return Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}${type}\r\n\r\n`);
}

/** As browsers write it (WHATWG HTML, “Multipart form data”). */
function quoted(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

function bodyOf(part: FormPart): Uint8Array | ByteStream {
  return typeof part === 'string' ? Buffer.from(part) : part.bytes;
}

/** Of the texts, so that none of them can hold it by chance or on purpose, and the same for the same form. */
function boundaryOf(parts: readonly (readonly [string, FormPart])[]): string {
  const hash = createHash('sha256');
  for (const [name, part] of parts) hash.update(`${name}\0${typeof part === 'string' ? part : part.fileName}\0`);
  return hash.digest('hex').slice(0, 32);
}

async function* joined(pieces: readonly (Uint8Array | ByteStream)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) yield piece;
    else yield* piece.open();
  }
}
