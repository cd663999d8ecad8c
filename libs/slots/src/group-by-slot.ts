/** Rows by the slot they belong to, in their order, each as `pick` makes it. */
export function groupBySlot<Row extends { slotId: string }, Item>(
  rows: readonly Row[],
  pick: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(row.slotId);
    if (group) group.push(pick(row));
    else groups.set(row.slotId, [pick(row)]);
  }
  return groups;
}
