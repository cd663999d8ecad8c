import { compiledCharter, prepareVersion, requireBrand } from '#brands';
import { channelsOf } from '#channels';
import {
  type Axes,
  axesOf,
  type CompiledCharter,
  ENGINE_VERSION,
  evaluate,
  type Finding,
  type Phase,
  type SubjectMedia,
  type Verdict,
} from '#charter';
import { type BrandScope, canonicalHash, DomainError, type Language } from '#kernel';
import type { Tx } from '#persistence';
import { invitationOf } from '#posts';
import { slotFacts } from '#slots';

/** A text on its way to become a post, with what is known of it; a slot gives what is left out, as to its posts. */
export interface TextInput {
  text: string;
  language?: Language | null;
  networkIds?: readonly string[];
  channelIds?: readonly string[];
  format?: string | null;
  slotId?: string | null;
  objective?: string | null;
  stage?: string | null;
  pillar?: string | null;
  sponsored?: boolean;
  media?: readonly SubjectMedia[];
  link?: string | null;
  /** Any version of the brand's, drafts included; absent: the one in force. */
  charterVersion?: number;
  /** Absent: all. */
  phases?: readonly Phase[];
}

export interface TextCheckView {
  /** False: no charter is in force, and nothing was checked. */
  checked: boolean;
  verdict: Verdict;
  language: Language | null;
  findings: readonly Finding[];
  /** Null without a text. */
  axes: Axes | null;
  charterVersion: number | null;
  engineVersion: string;
  /** Of what was checked: the same request, the same hash. */
  contentHash: string;
}

/**
 * What a brand's charter says of a text. Writes nothing; rules that need the calendar are silent.
 * @throws DomainError `brand.not_found`, `charter.version_not_found`, `charter.invalid`, `slot.not_found`, `field.invalid`
 */
export async function checkText(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  { charterVersion, phases, ...input }: TextInput,
): Promise<TextCheckView> {
  await requireBrand(tx, scope, brandId);
  const version = await versionOf(tx, scope, brandId, charterVersion);
  const subject = await toSubject(tx, scope, brandId, input);
  const common = { engineVersion: ENGINE_VERSION, contentHash: `v1:${canonicalHash(input)}` };
  if (!version)
    return {
      checked: false,
      verdict: 'pass',
      language: null,
      findings: [],
      axes: null,
      charterVersion: null,
      ...common,
    };
  const { verdict, language, findings } = evaluate(version.compiled, subject, { ...(phases ? { phases } : {}) });
  const axes = subject.text.trim() === '' ? null : axesOf(subject.text, language);
  return { checked: true, verdict, language, findings, axes, charterVersion: version.number, ...common };
}

async function versionOf(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  number: number | undefined,
): Promise<{ number: number; compiled: CompiledCharter } | null> {
  if (number === undefined) return compiledCharter(tx, scope, brandId);
  const { assembled } = await prepareVersion(tx, scope, brandId, number);
  return { number, compiled: assembled.compiled };
}

async function toSubject(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  input: Omit<TextInput, 'charterVersion' | 'phases'>,
): Promise<Parameters<typeof evaluate>[1]> {
  const { text, slotId = null, sponsored = false, media = [], link = null } = input;
  const slot = slotId === null ? null : await slotFacts(tx, scope, slotId);
  if (slot && slot.brandId !== brandId) throw DomainError.at('/slotId', 'slot.not_found');
  const { format, objective, stage, pillar } = { ...slot?.purpose, ...given(input) };
  return {
    ...{ text, language: input.language ?? null, slotId, sponsored, media, link, poll: null },
    networks: await networksOf(tx, scope, brandId, input),
    ...{ format: format ?? null, objective: objective ?? null, stage: stage ?? null, pillar: pillar ?? null },
    invitation: invitationOf(format ?? null, false),
  };
}

/** What the slot does not decide. */
function given({ format, objective, stage, pillar }: Partial<TextInput>): Partial<TextInput> {
  return Object.fromEntries(
    Object.entries({ format, objective, stage, pillar }).filter(([, value]) => value !== undefined),
  );
}

async function networksOf(
  tx: Tx,
  scope: BrandScope,
  brandId: string,
  { networkIds = [], channelIds = [] }: Partial<TextInput>,
): Promise<string[]> {
  if (channelIds.length === 0) return [...new Set(networkIds)];
  const channels = await channelsOf(tx, scope, brandId, channelIds);
  return [...new Set([...networkIds, ...channels.map(({ networkId }) => networkId)])];
}
