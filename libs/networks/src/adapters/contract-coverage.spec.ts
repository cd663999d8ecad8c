import { readFileSync } from 'node:fs';
import { adapters } from './index.js';

describe('the contract suite', () => {
  it.each(adapters.map(({ manifest }) => manifest.id))('runs over %s', (id) => {
    const spec = readFileSync(new URL(`./${id}/adapter.spec.ts`, import.meta.url), 'utf8');
    expect(spec).toContain(`contractSuite('${id}'`);
  });
});
