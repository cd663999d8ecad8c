/** How many of something a charter bears. */
export interface NetworkLimits {
  max: number;
  /** By network; the strictest of the targets counts. */
  perNetwork: Readonly<Record<string, number>>;
}

export const limitsSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    max: { type: 'integer', minimum: 0, maximum: 100 },
    perNetwork: { type: 'object', additionalProperties: { type: 'integer', minimum: 0, maximum: 100 } },
  },
};

export function limitOf({ max, perNetwork }: NetworkLimits, networks: readonly string[]): number {
  return networks.length === 0 ? max : Math.min(...networks.map((network) => perNetwork[network] ?? max));
}
