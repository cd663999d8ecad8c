import { getMetadataStorage, type ValidationError } from 'class-validator';
import { type ErrorCode, ERRORS } from '#kernel';
import { wordConstraint } from './constraint-wording.js';
import type { RefusedField } from './refusal.js';

/** Where a request part's fields are pointed at: `/a/b` in a body, `?a` in a query. */
export type Part = 'body' | 'query';

/** Flattens class-validator's tree into one refusal per field, the most basic constraint first. */
export function refusedFields(errors: readonly ValidationError[], part: Part): RefusedField[] {
  return part === 'query'
    ? errors.map((error) => ({ ...refuse(error), pointer: `?${error.property}` }))
    : walk(errors, '');
}

function walk(errors: readonly ValidationError[], base: string): RefusedField[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${escapePointer(error.property)}`;
    const own = error.constraints ? [{ ...refuse(error), pointer }] : [];
    return [...own, ...walk(error.children ?? [], pointer)];
  });
}

/** RFC 6901 §3. */
export function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

const BASIC = [
  'whitelistValidation',
  'isString',
  'isInt',
  'isNumber',
  'isBoolean',
  'isArray',
  'isObject',
  'nestedValidation',
];

function refuse(error: ValidationError): Omit<RefusedField, 'pointer'> {
  const names = Object.keys(error.constraints ?? {});
  const name = BASIC.find((basic) => names.includes(basic)) ?? names[0] ?? 'unknown';
  if (name === 'whitelistValidation') return { code: 'field.unknown' };
  if (error.value === undefined) return { code: 'field.required' };
  const code = codeOf(error.contexts?.[name]);
  if (code) return { code, params: { value: show(error.value) } };
  return refuseConstraint(name, argumentsOf(error, name), error);
}

function refuseConstraint(
  name: string,
  args: readonly unknown[],
  error: ValidationError,
): Omit<RefusedField, 'pointer'> {
  const { value } = error as { value: unknown };
  const most = name === 'maxLength' ? args[0] : name === 'isLength' ? args[1] : null;
  if (typeof most === 'number' && typeof value === 'string' && value.length > most) {
    return { code: 'field.too_long', params: { max: most } };
  }
  return { code: 'field.invalid', reason: wordConstraint(name, args, error.constraints?.[name] ?? name) };
}

function codeOf(context: unknown): ErrorCode | null {
  const code = (context as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code in ERRORS ? (code as ErrorCode) : null;
}

/** A failed constraint does not tell its arguments; its declaration does. */
function argumentsOf(error: ValidationError, name: string): readonly unknown[] {
  const declared = getMetadataStorage().getTargetValidationMetadatas(
    error.target?.constructor ?? Object,
    '',
    true,
    false,
  );
  return declared.find((one) => one.propertyName === error.property && one.name === name)?.constraints ?? [];
}

const SHOWN = 80;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
