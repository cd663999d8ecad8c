/** Text that is already XML or HTML and goes into a page as it is. Only `markup` makes it. */
export class Markup {
  constructor(private readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

export type Fragment = Markup | string | number | null | readonly Fragment[];

/** A template for XML and HTML alike: whatever is put in is escaped unless it is `Markup`; null leaves nothing. */
export function markup(strings: TemplateStringsArray, ...values: Fragment[]): Markup {
  return new Markup(strings.map((text, index) => text + render(values[index] ?? null)).join(''));
}

function render(value: Fragment): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.toString();
  return typeof value === 'object' ? value.map(render).join('') : escape(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * `text` without what XML 1.0 §2.2 cannot hold even escaped: most control characters, the two non-characters, and
 * halves of surrogate pairs.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');
}
