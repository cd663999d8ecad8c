/** Whether PostgreSQL can store a text: no half of a surrogate pair, which UTF-8 lacks, and no U+0000 (its manual, 8.3). */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A JSON-like value with every text storable, keys included; the same one where nothing has to change. */
export function storable<Value>(value: Value): Value {
  return isStorable(value) ? value : (mended(value) as Value);
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (!isContainer(value)) return true;
  return Object.entries(value).every(([key, member]) => isStorableText(key) && isStorable(member));
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return mendedText(value);
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(mended);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [mendedText(key), mended(member)]));
}

function mendedText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}');
}

/** An array or a plain object: dates and the like are left alone. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
