import type { AdapterError, AdapterIo, MediaFile } from '../../contract.js';
import { mediaError, refusalError, textAt, unreadable } from '../../http/answers.js';
import { transportError } from '../../transport-error.js';
import { postForm } from './call.js';
import type { SlackCredentials } from './credentials.js';
import type { SlackWire } from './format.js';

/** Hands one file over; nobody sees it before the upload is completed. */
export async function upload(
  { mediaId, mimeType, altText }: SlackWire['media'][number],
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<{ fileId: string } | { error: AdapterError }> {
  const { mimeTypes, image } = io.account.capabilities.media;
  const fit = mimeType.startsWith('image/') ? { ...image, mimeTypes } : { mimeTypes };
  const opened = await io.media.open(io.account, mediaId, fit);
  if (opened.kind === 'failed') return { error: mediaError('slack', opened) };
  // Of anything but an image a description keeps the file from being shared, silently (python-slack-sdk#1818).
  const description = mimeType.startsWith('image/') ? altText : null;
  const place = await reserve(opened.file, description, credentials, io);
  if ('error' in place) return place;
  const error = await push(opened.file, place.url, io);
  return error ? { error } : { fileId: place.fileId };
}

async function reserve(
  file: MediaFile,
  altText: string | null,
  credentials: SlackCredentials,
  io: AdapterIo,
): Promise<{ url: string; fileId: string } | { error: AdapterError }> {
  const described: Record<string, string> = altText === null || altText === '' ? {} : { alt_txt: altText };
  const fields = { filename: file.fileName, length: String(file.bytes), ...described };
  const told = await postForm(credentials, 'files.getUploadURLExternal', fields, 'harmless', io);
  if (told.kind === 'refused') return { error: told.error };
  const [url, fileId] = [textAt(told.body, 'upload_url'), textAt(told.body, 'file_id')];
  return url === undefined || fileId === undefined ? { error: unreadable('slack', 'harmless', 200) } : { url, fileId };
}

/** The address stands for the right to upload, and is neither kept nor shown; any 200 will do. */
async function push(file: MediaFile, url: string, io: AdapterIo): Promise<AdapterError | null> {
  const outcome = await io.http.send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/octet-stream' },
    body: { length: file.bytes, open: () => file.stream() },
    deadline: io.deadline,
    userSuppliedHost: false,
    discardBody: true,
  });
  if (outcome.kind === 'failed') return transportError('slack', 'harmless', outcome);
  return outcome.status === 200 ? null : refusalError('slack', 'harmless', outcome, io.now);
}
