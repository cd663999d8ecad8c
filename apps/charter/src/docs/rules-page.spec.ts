import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { RULES } from '#charter';
import { rulesPage } from './rules-page.js';

const PAGE = 'docs/charter/rules.md';

it('stands in docs/charter as the code has it (UPDATE=1 writes it)', async () => {
  const page = await format(rulesPage([...RULES.values()]), { ...(await resolveConfig(PAGE)), parser: 'markdown' });
  if (process.env['UPDATE'] === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
