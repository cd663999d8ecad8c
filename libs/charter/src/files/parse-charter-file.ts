import type { Localised } from '#kernel';
import { type Document, isMap, isNode, isScalar, Lexer, LineCounter, parseDocument } from 'yaml';

/** From 1, as editors count. */
export interface FilePlace {
  line: number;
  column: number;
}

/** A file as a value, or why it cannot be read. */
export type CharterFile =
  | {
      value: unknown;
      /** Where what a JSON pointer (RFC 6901) names stands in the file; of what is missing, its nearest parent. */
      placeOf(pointer: string): FilePlace;
    }
  | { value: null; problem: { place: FilePlace; message: Localised } };

/** UTF-8 bytes. */
export const LARGEST_CHARTER_FILE = 262_144;
/** Aliases may repeat a node; a charter that repeats more has been made to take memory. */
const MOST_ALIASES = 50;

/** YAML 1.2 (core schema, no tags, no merge keys) or JSON (RFC 8259); one document, no key twice, 256 kB. Never throws. */
export function parseCharterFile(text: string, format: 'yaml' | 'json'): CharterFile {
  if (new TextEncoder().encode(text).length > LARGEST_CHARTER_FILE)
    return refusal({ line: 1, column: 1 }, 'The file is larger than 256 kB.', 'Le fichier dépasse 256 ko.');
  if (isDeep(text))
    return refusal({ line: 1, column: 1 }, 'Too many brackets in brackets.', 'Trop de crochets imbriqués.');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    ...{ version: '1.2', schema: 'core', merge: false, customTags: null, resolveKnownTags: false },
    ...{ lineCounter: lines, logLevel: 'error', prettyErrors: false, strict: true, uniqueKeys: true },
  });
  const [error] = format === 'json' ? [jsonError(text), ...document.errors].filter(Boolean) : document.errors;
  if (error) return refusal(placeIn(lines, error.pos[0]), syntaxEn(format, error), syntaxFr(format, error));
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), placeOf: placesIn(document, lines) };
  } catch {
    const [en, fr] = ['The file repeats its parts too often (aliases).', 'Le fichier répète trop ses parties (alias).'];
    return refusal({ line: 1, column: 1 }, en, fr);
  }
}

/** Brackets in brackets, which the parser would follow until its stack is full. */
const DEEPEST = 100;

function isDeep(text: string): boolean {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function refusal(place: FilePlace, en: string, fr: string): CharterFile {
  return { value: null, problem: { place, message: { en, fr } } };
}

interface SyntaxError {
  message: string;
  pos: readonly [number, ...number[]];
}

/** The YAML parser reads all of JSON and more: whether it is JSON is for the JSON parser to say. */
function jsonError(text: string): SyntaxError | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const { message } = error as Error;
    return { message, pos: [Number(/position (\d+)/.exec(message)?.[1] ?? text.length)] };
  }
}

function syntaxEn(format: string, { message }: SyntaxError): string {
  return `This is not ${format.toUpperCase()}: ${message}`;
}

function syntaxFr(format: string, { message }: SyntaxError): string {
  return `Ce n’est pas du ${format.toUpperCase()} : ${message}`;
}

function placesIn(document: Document, lines: LineCounter): (pointer: string) => FilePlace {
  return (pointer) => {
    const steps = pointer.split('/').slice(1).map(unescaped);
    for (; steps.length > 0; steps.pop()) {
      const offset = offsetOf(document, steps);
      if (offset !== null) return placeIn(lines, offset);
    }
    return { line: 1, column: 1 };
  };
}

/** Of a setting its name, of an item of a list the item itself. */
function offsetOf(document: Document, steps: readonly string[]): number | null {
  const parent = steps.length === 1 ? document.contents : document.getIn(steps.slice(0, -1), true);
  const node = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === steps.at(-1))?.key
    : document.getIn(steps, true);
  return isNode(node) && node.range ? node.range[0] : null;
}

function placeIn(lines: LineCounter, offset: number): FilePlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
