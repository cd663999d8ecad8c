import { describeError, type DomainError, type Language } from '#kernel';
import { readableParams } from './readable-params.js';
import { Refusal, type RefusedField } from './refusal.js';
import { RETRY_AFTER, STATUS, titleOf } from './status.js';

/** An RFC 9457 problem document. */
export interface Problem {
  /** `<publicUrl>/problems/<code>`, which answers what the code means. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** The path that was asked for. */
  instance: string;
  code: string;
  requestId: string;
  errors?: ProblemField[];
  [extension: string]: unknown;
}

export interface ProblemField {
  /** RFC 6901 JSON Pointer into the body, or `?name` for a query parameter. */
  pointer: string;
  code: string;
  message: string;
  /** Of a charter’s problem: its kind, its article and, in a file, its place. */
  problem?: string;
  articleId?: string;
  line?: number;
  column?: number;
}

/** An answer ready to be sent: nothing serialises it again. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface ProblemContext {
  publicUrl: string;
  language: Language;
  path: string;
  requestId: string;
}

export function toProblemAnswer(error: DomainError, context: ProblemContext): Answer {
  const problem = toProblem(error, context);
  return { status: problem.status, headers: headersOf(error, context.language), body: JSON.stringify(problem) };
}

export function toProblem(error: DomainError, context: ProblemContext): Problem {
  const status = STATUS[error.code];
  const { allowed } = error.params;
  return {
    type: `${context.publicUrl}/problems/${error.code}`,
    title: titleOf(status)[context.language],
    status,
    detail: detailOf(error, context.language),
    instance: context.path,
    code: error.code,
    requestId: context.requestId,
    ...(Array.isArray(allowed) ? { allowed } : {}),
    ...blackoutOf(error),
    ...(error.fields.length > 0 ? { errors: error.fields.map((field) => toField(field, context.language)) } : {}),
    ...(error instanceof Refusal ? error.extensions : {}),
  };
}

/** Which blackout stands in the way and what it proposes, for programs; shaped as a held post's `proposal`. */
function blackoutOf({ params }: DomainError): { proposal?: object } {
  const { blackoutId, title, action, proposedStart } = params;
  return blackoutId === undefined
    ? {}
    : { proposal: { blackoutId, title, action, proposedStart: proposedStart || null } };
}

function detailOf(error: DomainError, language: Language): string {
  const own = error instanceof Refusal ? error.detail : null;
  return own ? own[language] : describeError(error.code, error.params, language);
}

function toField(field: RefusedField, language: Language): ProblemField {
  const params = field.reason ? { ...field.params, reason: field.reason[language] } : (field.params ?? {});
  return {
    pointer: field.pointer,
    code: field.code,
    message: describeError(field.code, readableParams(params, language), language),
    ...inCharter(field),
  };
}

/** What a charter's author needs to find it again. */
function inCharter({ code, params = {} }: RefusedField): Partial<ProblemField> {
  if (code !== 'charter.problem') return {};
  const { message_en: _en, message_fr: _fr, ...place } = params;
  return place;
}

function headersOf(error: DomainError, language: Language): Record<string, string> {
  const seconds = RETRY_AFTER[error.code];
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    ...(error instanceof Refusal ? error.headers : {}),
  };
}
