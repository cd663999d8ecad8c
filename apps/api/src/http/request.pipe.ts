import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Refusal } from './refusal.js';
import { type Part, refusedFields } from './refused-fields.js';

const RULES = { whitelist: true, forbidNonWhitelisted: true };

/** Reads bodies and queries into their request classes; what does not fit is refused field by field. */
@Injectable()
export class RequestPipe implements PipeTransform {
  async transform(value: unknown, { type, metatype, data }: ArgumentMetadata): Promise<unknown> {
    if ((type !== 'body' && type !== 'query') || data !== undefined || !isRequestClass(metatype)) return value;
    const request = plainToInstance(metatype, type === 'query' ? withoutDryRun(value) : (value ?? {}));
    const errors = await validate(request, RULES);
    if (errors.length > 0) throw new Refusal('request.invalid', { fields: refusedFields(errors, type satisfies Part) });
    return request;
  }
}

type RequestClass = new () => object;

function isRequestClass(metatype: unknown): metatype is RequestClass {
  return typeof metatype === 'function' && metatype !== Object && metatype !== String && metatype !== Array;
}

/** Every POST takes `dryRun`; request classes need not say so. */
function withoutDryRun(query: unknown): object {
  const { dryRun: _, ...own } = query as Record<string, unknown>;
  return own;
}
