import type { Capabilities, Json, JsonObject } from '../../contract.js';
import { at } from '../../http/answers.js';
import { manifest } from './manifest.js';

const { text, media, poll } = manifest.capabilities;

/**
 * What a server says its accounts may do: `configuration` of `GET /api/v2/instance` or of v1, which have it in the same
 * places; older forks name the length alone, as `max_toot_chars`. What it does not say stays as Mastodon has it.
 */
export function readLimits(
  instance: JsonObject,
  software: string | null,
): Pick<Capabilities, 'text' | 'media' | 'poll'> {
  const number = (...path: string[]): number | undefined => positive(at(instance, 'configuration', ...path));
  const max = number('statuses', 'max_characters') ?? positive(instance['max_toot_chars']) ?? text.max;
  return {
    text: {
      max,
      unit: text.unit,
      enforced: true,
      linkLength: number('statuses', 'characters_reserved_per_url') ?? text.linkLength,
      // GoToSocial names a length for links and counts them whole (validateNormalizeCreateStatus).
      ...(software === 'gotosocial' ? { also: { max, unit: 'code_points' as const } } : {}),
    },
    media: {
      ...media,
      maxImages: number('statuses', 'max_media_attachments') ?? media.maxImages,
      mimeTypes: readTypes(at(instance, 'configuration', 'media_attachments', 'supported_mime_types')),
      altTextMax: number('media_attachments', 'description_limit') ?? media.altTextMax,
      image: {
        maxBytes: number('media_attachments', 'image_size_limit') ?? media.image.maxBytes,
        maxPixels: number('media_attachments', 'image_matrix_limit') ?? media.image.maxPixels,
      },
      video: { maxBytes: number('media_attachments', 'video_size_limit') ?? media.video.maxBytes },
    },
    poll: {
      ...poll,
      maxOptions: number('polls', 'max_options') ?? poll.maxOptions,
      maxOptionLength: number('polls', 'max_characters_per_option') ?? poll.maxOptionLength,
      minSeconds: number('polls', 'min_expiration') ?? poll.minSeconds,
      maxSeconds: number('polls', 'max_expiration') ?? poll.maxSeconds,
    },
  };
}

function positive(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function readTypes(value: Json | undefined): readonly string[] {
  const types = Array.isArray(value) ? value : [];
  const shown = types.filter((type) => typeof type === 'string').filter((type) => /^(?:image|video)\//.test(type));
  return shown.length === 0 ? media.mimeTypes : shown;
}
