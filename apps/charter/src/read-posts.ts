import { type Schema, Validator } from '@cfworker/json-schema';
import { plainSubject, type Subject } from '#charter';
import { LANGUAGES, type Localised } from '#kernel';
import { choiceOf, type CommandLine, valueOfOption } from './arguments.js';
import type { Io } from './io.js';
import { readText, UnreadableError } from './load-charter.js';

/** A post to check, and where it was read. */
export interface ReadPost {
  file: string;
  /** Of a file with one post a line, from 1; null when the file is the post. */
  line: number | null;
  id: string | null;
  subject: Subject;
}

const STDIN = '-';

/** @throws UnreadableError with every line that is no post, UsageError */
export async function readPosts(line: CommandLine, io: Io): Promise<ReadPost[]> {
  const files = line.operands.length > 0 ? line.operands : [STDIN];
  const given = subjectOf(line);
  const posts: ReadPost[] = [];
  for (const file of files) {
    const text = file === STDIN ? await io.readStdin() : await readText(file, io);
    const name = file === STDIN ? (valueOfOption(line, 'stdin-name') ?? 'stdin') : file;
    posts.push(...postsIn(name, text.replace(/^\uFEFF/, ''), given));
  }
  return posts;
}

function postsIn(file: string, text: string, given: Subject): ReadPost[] {
  if (!file.endsWith('.jsonl')) {
    return [{ file, line: null, id: null, subject: { ...given, text: text.replace(/\r?\n$/, '') } }];
  }
  const read = text.split('\n').flatMap((row, index) => (row.trim() === '' ? [] : [postOf(file, index + 1, row)]));
  const wrong = read.flatMap((one) => ('wrong' in one ? [one.wrong] : []));
  if (wrong.length > 0) throw new UnreadableError(wrong);
  return read.filter((one) => 'subject' in one);
}

/** What the command line says of a post. Without a purpose it is taken to have one: a text alone cannot tell. */
function subjectOf(line: CommandLine): Subject {
  const value = (name: Parameters<typeof valueOfOption>[1]): string | null => valueOfOption(line, name);
  const plain = plainSubject('', choiceOf(line, 'lang', LANGUAGES));
  const invitation = choiceOf(line, 'invitation', ['any', 'interaction']);
  const purposeless = value('objective') === null && value('stage') === null;
  return {
    ...plain,
    ...(purposeless ? {} : { objective: value('objective'), stage: value('stage') }),
    networks: line.values.get('network') ?? [],
    format: value('post-format'),
    slotId: value('slot'),
    pillar: value('pillar'),
    invitation: { required: invitation !== null, kind: invitation ?? 'any' },
    sponsored: line.values.has('sponsored'),
    media: (line.values.get('alt') ?? []).map((alt) => ({ kind: 'image', alt: alt || null })),
    link: value('link'),
  };
}

const word: Schema = { type: ['string', 'null'] };
const ROW = new Validator(
  {
    type: 'object',
    required: ['text'],
    additionalProperties: false,
    properties: {
      id: word,
      text: { type: 'string' },
      language: { enum: [...LANGUAGES, null] },
      networks: { type: 'array', items: { type: 'string' } },
      ...{ format: word, slotId: word, pillar: word, objective: word, stage: word, link: word },
      invitation: {
        type: 'object',
        required: ['required', 'kind'],
        additionalProperties: false,
        properties: { required: { type: 'boolean' }, kind: { enum: ['any', 'interaction'] } },
      },
      sponsored: { type: 'boolean' },
      media: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'alt'],
          additionalProperties: false,
          properties: { kind: { enum: ['image', 'video'] }, alt: word },
        },
      },
      poll: {
        type: ['object', 'null'],
        required: ['options'],
        additionalProperties: false,
        properties: { options: { type: 'array', items: { type: 'string' } } },
      },
    },
  },
  '2020-12',
);

/** A row says all that is known of its post: what it leaves out is missing. */
function postOf(file: string, line: number, row: string): ReadPost | { wrong: Localised } {
  const at = `${file}:${line}`;
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch (error) {
    const reason = (error as Error).message;
    return { wrong: { en: `${at}: not JSON: ${reason}`, fr: `${at} : pas du JSON : ${reason}` } };
  }
  const error = ROW.validate(value).errors.at(-1);
  if (error) {
    const place = decodeURI(error.instanceLocation.slice(1)) || '/';
    return {
      wrong: {
        en: `${at}: not a post at ${place} (${error.error})`,
        fr: `${at} : pas un post, à ${place} (${error.error})`,
      },
    };
  }
  const { id = null, ...fields } = value as Partial<Subject> & { text: string; id?: string | null };
  return { file, line, id, subject: { ...plainSubject('', null), objective: null, stage: null, ...fields } };
}
