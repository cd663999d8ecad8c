import type { CountingUnit } from '#counting';
import { type Issue, type Length, measureText, type PublishPlan, type TextMeasure, type UnitKind } from '#networks';
import type { KnownNetwork } from '../check-content.js';

/** One thing that a network would be asked to create. */
export interface PreflightUnit {
  kind: UnitKind;
  /** What it says, before the network's own dress. */
  text: string;
  /** As the network counts it, with what is added on the way, such as a link below the text. */
  measure: TextMeasure;
}

/** The post, its thread and its first comment, as a plan asks for them. */
export function unitsOf(network: KnownNetwork, plan: PublishPlan): PreflightUnit[] {
  const { text, thread, firstComment, media } = plan;
  const texts: [UnitKind, string, string][] = [
    ['post', '/text', text],
    ...thread.map((part, index): [UnitKind, string, string] => ['thread', `/thread/${index}/text`, part.text]),
    ...(firstComment === null ? [] : [['first_comment', '/firstComment', firstComment] as [UnitKind, string, string]]),
  ];
  const counted = countedBy(network, plan);
  return texts.map(([kind, path, said]) => {
    const bare = measureText(said, network.capabilities.text, kind === 'post' && media.length > 0);
    return { kind, text: said, measure: recount(bare, (unit) => counted(path, unit)) };
  });
}

function recount({ also, ...first }: TextMeasure, counted: (unit: CountingUnit) => number | undefined): TextMeasure {
  const again = (length: Length): Length => {
    const used = counted(length.unit) ?? length.used;
    return { ...length, used, fits: length.max === null || used <= length.max };
  };
  if (!also) return again(first);
  const [one, two] = [again(first), again(also)];
  return { ...one, fits: one.fits && two.fits, also: two };
}

/**
 * What the network counts of each text. Only its adapter knows what it adds, and says so when nothing is allowed: every
 * text is then too long, by all that is counted. What it says as things are counts too: some add up only near the limit.
 */
function countedBy(
  { adapter, capabilities }: KnownNetwork,
  plan: PublishPlan,
): (path: string, unit: CountingUnit) => number | undefined {
  const { withMedia: _, also, ...text } = capabilities.text;
  const nothing = { ...text, max: 0, ...(also ? { also: { ...also, max: 0 } } : {}) };
  const said = [capabilities, { ...capabilities, text: nothing }].flatMap((limits) => adapter.validate(plan, limits));
  const used = new Map<string, number>();
  for (const { path, params } of said.filter(isTooLong)) {
    const key = `${path} ${params['unit']}`;
    used.set(key, Math.max(used.get(key) ?? 0, Number(params['used'])));
  }
  return (path, unit) => used.get(`${path} ${unit}`);
}

function isTooLong({ code }: Issue): boolean {
  return code === 'network.text_too_long';
}
