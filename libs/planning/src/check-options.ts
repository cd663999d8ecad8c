import type { FieldError } from '#kernel';
import type { Json, JsonObject } from '#networks';

/** The part of JSON Schema that manifests describe options with. */
interface OptionSchema {
  type?: string;
  enum?: Json[];
  minLength?: number;
  maxLength?: number;
}

/** What of a channel's options its network's `optionsSchema` does not allow, option by option. */
export function optionFaults(options: JsonObject, schema: JsonObject, pointer: string): FieldError[] {
  const known = (schema['properties'] ?? {}) as Record<string, OptionSchema>;
  return Object.entries(options).flatMap(([name, value]): FieldError[] => {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) return schema['additionalProperties'] === false ? [{ pointer: at, code: 'field.unknown' }] : [];
    const reason = faultOf(value, option);
    return reason ? [{ pointer: at, code: 'field.invalid', params: { reason } }] : [];
  });
}

/** What the schema asks for and `value` is not, in the schema's own words. */
function faultOf(value: Json, schema: OptionSchema): string | null {
  if (schema.type !== undefined && !isOfType(value, schema.type)) return `type: ${schema.type}`;
  if (schema.enum && !schema.enum.includes(value)) return `enum: ${schema.enum.join(', ')}`;
  const length = typeof value === 'string' ? [...value].length : null;
  if (length !== null && length < (schema.minLength ?? 0)) return `minLength: ${schema.minLength}`;
  if (length !== null && length > (schema.maxLength ?? Infinity)) return `maxLength: ${schema.maxLength}`;
  return null;
}

function isOfType(value: Json, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
