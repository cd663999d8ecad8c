import type { MediaFiles } from './media-files.js';
import { placeOf, renditionsOf } from './places.js';

/** Renditions of one upload that are listed at a time. */
const PAGE = 100;

/** Removes an upload with all that was made of it. */
export async function dropFiles(files: MediaFiles, checksum: string): Promise<void> {
  await files.remove(placeOf(checksum));
  for (let more = true, after: string | null = null; more;) {
    const page = await files.list({ prefix: renditionsOf(checksum), after, limit: PAGE });
    for (const { place } of page.files) await files.remove(place);
    after = page.files.at(-1)?.place ?? after;
    more = page.more;
  }
}
