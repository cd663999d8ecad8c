import type { DraftInput, SentCharter } from '#brands';
import { parseCharterFile } from '#charter/files';
import { DomainError } from '#kernel';
import type { DraftVersionRequest } from './charters.requests.js';

/** What a request makes of a draft; a file may stand in it as YAML. @throws DomainError `charter.invalid`, `field.invalid` */
export function toDraftInput({ source, yaml, note }: DraftVersionRequest): DraftInput {
  if (source !== undefined && yaml !== undefined)
    throw DomainError.at('/yaml', 'field.invalid', { reason: 'source | yaml' });
  return { source: yaml === undefined ? fromJson(source) : fromYaml(yaml), ...(note === undefined ? {} : { note }) };
}

function fromJson(source: object | undefined): SentCharter | undefined {
  return source && { value: source, at: '/source' };
}

/** Pointers lead into the file, not the request. */
function fromYaml(text: string): SentCharter {
  const file = parseCharterFile(text, 'yaml');
  if (!('problem' in file)) return { value: file.value, at: '', placeOf: (pointer) => file.placeOf(pointer) };
  const { message, place } = file.problem;
  const params = { problem: 'unreadable', message_en: message.en, message_fr: message.fr, ...place };
  throw new DomainError('charter.invalid', { count: 1 }, [{ pointer: '', code: 'charter.problem', params }]);
}
