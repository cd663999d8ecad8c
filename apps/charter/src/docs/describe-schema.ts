interface Part {
  type?: string;
  enum?: readonly unknown[];
  anyOf?: readonly Part[];
  items?: Part;
  properties?: Readonly<Record<string, Part>>;
  additionalProperties?: Part | boolean;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  format?: string;
}

/** A JSON Schema in a few words, for people. */
export function describeSchema(schema: object): string {
  return describe(schema);
}

function describe(part: Part): string {
  if (part.anyOf) return part.anyOf.map(describe).join(' or · ou ');
  if (part.enum) return part.enum.map((value) => `\`${String(value)}\``).join(', ');
  switch (part.type) {
    case 'array':
      return part.format === 'patterns'
        ? 'pattern lines · lignes de motif'
        : `list · liste (${describe(part.items ?? {})})`;
    case 'object':
      return describeObject(part);
    case 'integer':
    case 'number':
      return `${part.minimum ?? '…'} – ${part.maximum ?? '…'}`;
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'text · texte';
  }
}

function describeObject({ properties = {}, additionalProperties }: Part): string {
  const named = Object.entries(properties).map(([name, property]) => `\`${name}\`: ${describe(property)}`);
  const others = typeof additionalProperties === 'object' ? [`name · nom: ${describe(additionalProperties)}`] : [];
  return `{ ${[...named, ...others].join('; ')} }`;
}
