import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { Matches, ValidateBy, type ValidationOptions } from 'class-validator';
import { durationMillis, type ErrorCode, isId, isLocalTime, isZone, parseInstant } from '#kernel';

/** What the pipe reads from a failed constraint: the code to answer with, its params beside `value`. */
export interface ConstraintContext {
  code: ErrorCode;
}

function check(
  name: string,
  code: ErrorCode,
  holds: (value: unknown) => boolean,
  options: ValidationOptions = {},
): PropertyDecorator {
  return ValidateBy(
    { name, validator: { validate: holds, defaultMessage: () => code } },
    { ...options, context: { code } satisfies ConstraintContext },
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** An RFC 3339 instant with its offset; the property becomes a `Date`. With `each`: a list of them. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(readInstant) : readInstant(value))),
    check('isInstant', 'field.instant_offset_required', (value) => value instanceof Date, options),
  );
}

function readInstant(value: unknown): unknown {
  return isText(value) ? (parseInstant(value) ?? value) : value;
}

/** `YYYY-MM-DDTHH:mm`, without offset. */
export const IsLocalTime = (options?: ValidationOptions): PropertyDecorator =>
  check('isLocalTime', 'field.local_time_required', (value) => isText(value) && isLocalTime(value), options);

/** An IANA zone such as `Europe/Paris`. */
export const IsTimeZone = (options?: ValidationOptions): PropertyDecorator =>
  check('isTimeZone', 'field.zone_unknown', (value) => isText(value) && isZone(value), options);

/** An ISO 8601 duration of weeks to seconds. Stays text. */
export const IsDuration = (options?: ValidationOptions): PropertyDecorator =>
  check('isDuration', 'field.duration_invalid', (value) => isText(value) && durationMillis(value) !== null, options);

/** A UUID. */
export const IsEntityId = (options?: ValidationOptions): PropertyDecorator =>
  check('isEntityId', 'field.id_invalid', isId, options);

/** 1-63 lower-case letters and digits, in words joined by hyphens. */
export const IsSlug = (options?: ValidationOptions): PropertyDecorator =>
  Matches(/^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/, options);

/** Another system's id: 1-200 printable characters without a slash, for it stands in paths. */
export const EXTERNAL_ID = /^(?=.{1,200}$)[^\p{C}\p{Zl}\p{Zp}/]+$/u;

export const IsExternalId = (options?: ValidationOptions): PropertyDecorator => Matches(EXTERNAL_ID, options);

/** A query name that may be repeated; the property becomes a list even when it is given once. Check members with `each`. */
export const IsRepeatable = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]));
