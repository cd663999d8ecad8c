import {
  type ActiveWaiver,
  axesOf,
  type CompiledCharter,
  ENGINE_VERSION,
  evaluate,
  type Evaluation,
  type Facts,
  type Finding,
  isWaivable,
  NO_FACTS,
  verdictOf,
} from '#charter';
import { hashesOf, type PostHashes } from '../post-hashes.js';
import type { PostSnapshot } from '../post-snapshot.js';
import { fieldOf } from './post-texts.js';
import { networksApart, OF_NETWORKS } from './networks-apart.js';
import type { Review, ReviewFinding } from './review.js';
import { type PostSubject, type ReviewChannel, subjectsOf } from './subjects-of.js';

/** A decision to let a finding pass, that nobody took back. */
export interface StandingWaiver extends ActiveWaiver {
  expiresAt: Date;
}

export interface ReviewContext {
  charterVersion: number;
  now: Date;
  facts?: Facts;
  /** Those of the post; expired ones count for nothing. */
  waivers?: readonly StandingWaiver[];
  /** Of the snapshot, where the caller knows them. */
  hashes?: PostHashes;
  /** False where nobody looks at how it sounds. */
  axes?: boolean;
}

/** What a finding of this rule would give away is another person's: nobody lets it pass. */
const NEVER_WAIVED = 'private.personal_data';

/** An invitation may stand in any part of what readers are told. */
const ANYWHERE = 'cta.missing';

/** Whether somebody with the right to approve may let the finding pass. */
export function mayBeWaived(finding: Pick<Finding, 'ruleId' | 'severity' | 'waivable'>): boolean {
  return finding.ruleId !== NEVER_WAIVED && isWaivable(finding);
}

/** Pure: the same post under the same charter, at the same time, gets the same review. */
export function reviewPost(
  compiled: CompiledCharter,
  snapshot: PostSnapshot,
  channels: readonly ReviewChannel[],
  { charterVersion, now, facts = NO_FACTS, waivers = [], hashes = hashesOf(snapshot), axes = true }: ReviewContext,
): Review {
  const standing = waivers.filter(({ expiresAt }) => expiresAt > now);
  const judged = subjectsOf(snapshot, channels, networksApart(compiled)).map((subject) =>
    judge(compiled, subject, facts, standing),
  );
  const invited = invitedBy(judged);
  const findings = united(judged.flatMap((one) => toFindings(one, snapshot, invited)));
  const used = standing.filter(({ id }) => findings.some(({ waivedBy }) => waivedBy === id));
  return {
    verdict: verdictOf(findings),
    findings,
    axes: axes ? axesOfBody(judged[0]!) : null,
    charterVersion,
    engineVersion: ENGINE_VERSION,
    contentHash: hashes.contentHash,
    reviewHash: hashes.reviewHash,
    waiverIds: used.map(({ id }) => id).sort(),
    validUntil: used.map(({ expiresAt }) => expiresAt).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
    checkedAt: now,
  };
}

interface Judged extends PostSubject {
  evaluation: Evaluation;
}

function judge(
  compiled: CompiledCharter,
  subject: PostSubject,
  facts: Facts,
  waivers: readonly ActiveWaiver[],
): Judged {
  // The calendar, and what is missing, concern the post as a whole: they are asked of its own text.
  const known = subject.role === 'body' ? facts : NO_FACTS;
  return { ...subject, evaluation: evaluate(compiled, subject.subject, { facts: known, waivers }) };
}

/** The channels on which something else than the post's own text brings the invitation. */
function invitedBy(judged: readonly Judged[]): ReadonlySet<string> {
  const inviting = judged.filter(
    ({ role, subject, evaluation }) =>
      (role === 'thread' || role === 'part') &&
      subject.invitation.required &&
      evaluation.findings.every(({ ruleId }) => ruleId !== ANYWHERE),
  );
  return new Set(inviting.flatMap(({ places }) => places.flatMap(({ channelIds }) => channelsIn(channelIds))));
}

/** A draft without channels is judged as for one. */
function channelsIn(channelIds: readonly string[]): readonly string[] {
  return channelIds.length > 0 ? channelIds : [''];
}

/** Each finding at each place of its text, channel by channel. */
function toFindings({ role, places, evaluation }: Judged, snapshot: PostSnapshot, invited: ReadonlySet<string>) {
  const findings = evaluation.findings.filter((finding) => concerns(finding, role));
  return findings.flatMap((finding) => {
    const waivable = mayBeWaived(finding);
    const waivedBy = waivable ? finding.waivedBy : null;
    const nth = findings.filter(({ ruleId }) => ruleId === finding.ruleId).indexOf(finding);
    const at = (channelId: string, field: string): ReviewFinding[] => {
      if (finding.ruleId === ANYWHERE && invited.has(channelId)) return [];
      const place = finding.span ? field : (absentField(finding.ruleId, nth, snapshot, channelId) ?? field);
      return [{ ...finding, waivable, waivedBy, field: place, channelIds: channelId ? [channelId] : [] }];
    };
    return places.flatMap(({ field, channelIds }) => channelsIn(channelIds).flatMap((id) => at(id, field)));
  });
}

/** What is missing is missing in the post as a whole; what networks take is said of posts, not of captions. */
function concerns({ span, ruleId }: Finding, role: PostSubject['role']): boolean {
  if (role === 'body') return true;
  return span !== null && (role === 'thread' || !ruleId.startsWith(OF_NETWORKS));
}

/** Where to bring the `nth` thing that a rule misses; null: into the text. */
function absentField(ruleId: string, nth: number, snapshot: PostSnapshot, channelId: string): string | null {
  switch (ruleId) {
    case 'purpose.missing':
      return `/${(['objective', 'stage'] as const).filter((part) => !snapshot.purpose[part])[nth] ?? 'objective'}`;
    case 'a11y.alt_missing':
    case 'network.media_refused':
      return fieldOf(snapshot, channelId, 'mediaIds');
    case 'network.poll_refused':
      return fieldOf(snapshot, channelId, 'poll');
    case 'network.link_refused':
    case 'excess.links':
      return fieldOf(snapshot, channelId, 'link');
    default:
      return null;
  }
}

/** The same thing at the same place is said once, of all its channels. */
function united(findings: readonly ReviewFinding[]): ReviewFinding[] {
  const known = new Map<string, ReviewFinding>();
  for (const finding of findings) {
    const { articleId, fingerprint, field, span, message } = finding;
    const key = JSON.stringify([articleId, fingerprint, field, span, message.en]);
    const channelIds = [...new Set([...(known.get(key)?.channelIds ?? []), ...finding.channelIds])];
    known.set(key, { ...finding, channelIds });
  }
  return [...known.values()];
}

function axesOfBody({ subject: { text }, evaluation: { language } }: Judged): Review['axes'] {
  return text.trim() === '' ? null : axesOf(text, language);
}
