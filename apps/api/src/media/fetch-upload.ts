import type { UploadByUrl } from '#media';
import { fileNameOf } from '#media';
import { type ApiRequest, RequestPipe, unsupportedMediaType } from '../http/index.js';
import { FetchMediaRequest } from './media.requests.js';
import type { Upload } from './read-upload.js';

/** What a JSON body asks us to fetch. Throws what is wrong with it field by field. */
export async function readFetchRequest(request: ApiRequest): Promise<FetchMediaRequest> {
  if (request.body === undefined || request.body === null)
    throw unsupportedMediaType('multipart/form-data | application/json');
  const read = await new RequestPipe().transform(request.body, { type: 'body', metatype: FetchMediaRequest });
  return read as FetchMediaRequest;
}

/** Fetches it; nothing is left on the disk when this throws. */
export async function fetchUpload(asked: FetchMediaRequest, byUrl: UploadByUrl): Promise<Upload> {
  const media = await byUrl.receive(asked.url);
  const { brandId, altText, fileName = fileNameOf(asked.url) } = asked;
  return { brandId: brandId.toLowerCase(), altText: altText || null, fileName, media };
}
