import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderStateTable } from '#kernel';
import { PUBLICATION_STATES } from '#posts';
import { PUBLICATION_MACHINE } from './publication-machine.js';

const README = join(import.meta.dirname, '../README.md');
const MARK = '<!-- machine:publication -->';

describe('the publication machine', () => {
  it('stands in the README as it is (UPDATE=1 writes it)', () => {
    const [before = '', ...rest] = readFileSync(README, 'utf8').split(MARK);
    const wanted = `\n\n${renderStateTable(PUBLICATION_MACHINE)}\n`;
    if (process.env['UPDATE']) writeFileSync(README, before + MARK + wanted);
    else expect(cells(rest.join(MARK))).toEqual(cells(wanted));
  });

  it('gives every state a way in from scheduled', () => {
    const reached = new Set(['scheduled']);
    for (let grown = true; grown;) {
      const next = PUBLICATION_MACHINE.transitions.filter(
        (t) => t.from.some((from) => reached.has(from)) && !reached.has(t.to),
      );
      next.forEach((t) => reached.add(t.to));
      grown = next.length > 0;
    }
    expect([...reached].sort()).toEqual([...PUBLICATION_STATES].sort());
  });

  it.each(PUBLICATION_STATES.filter((state) => !PUBLICATION_MACHINE.final.includes(state)))(
    '%s has a way out',
    (state) => {
      expect(PUBLICATION_MACHINE.transitions.some((t) => t.from.includes(state) && t.to !== state)).toBe(true);
    },
  );
});

/** Formatters pad tables. */
function cells(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}
