import type { SimulationInput } from './simulation-input.js';

/** What each brand's simulation looks at; together they give what the whole gives. */
export function splitByBrand(input: SimulationInput): SimulationInput[] {
  const brandOfSlot = new Map(input.slots.map(({ id, brandId }) => [id, brandId]));
  const parts = new Map<string, Part>();
  const partOf = (brandId: string): Part => {
    const part = parts.get(brandId) ?? { slots: [], dates: [], posts: [], publications: [] };
    parts.set(brandId, part);
    return part;
  };
  for (const slot of input.slots) partOf(slot.brandId).slots.push(slot);
  for (const date of input.dates) partOf(brandOfSlot.get(date.slotId) ?? '').dates.push(date);
  for (const post of input.posts) partOf(post.brandId).posts.push(post);
  for (const publication of input.publications) partOf(publication.brandId).publications.push(publication);
  return [...parts].map(([brandId, part]) => {
    const blackouts = input.blackouts.filter((blackout) => blackout.brandId === null || blackout.brandId === brandId);
    return { ...input, ...part, blackouts };
  });
}

type Listed = 'slots' | 'dates' | 'posts' | 'publications';
type Part = { [List in Listed]: SimulationInput[List][number][] };
