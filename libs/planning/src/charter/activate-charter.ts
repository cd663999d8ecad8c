import { Injectable } from '@nestjs/common';
import {
  acknowledgeImpact,
  type CharterRequest,
  CharterService,
  type CharterVersionView,
  enactVersion,
  type PreparedVersion,
  prepareVersion,
  scheduleVersion,
  toFields,
  withdrawVersion,
} from '#brands';
import { checkExamples } from '#charter';
import { type BrandScope, DomainError } from '#kernel';
import type { PageRequest, Tx } from '#persistence';
import type { ImpactView } from './impact.js';
import { measureImpact } from './measure-impact.js';
import { readPage, viewImpact } from './view-impact.js';

export interface ActivationInput {
  /** Of the impact that whoever activates has seen. */
  impactHash: string;
  /** Absent: at once. */
  effectiveAt?: Date | null;
}

/** What a version would do, and doing it. `brandId` null: the agency's charter. */
@Injectable()
export class ActivateCharter {
  constructor(private readonly charters: CharterService) {}

  /** Writes nothing. @throws DomainError `charter.not_a_draft`, and what `prepareVersion` throws */
  async impact(
    tx: Tx,
    brandId: string | null,
    number: number,
    page: PageRequest,
    { scope, now }: CharterRequest,
  ): Promise<ImpactView> {
    const version = await prepareVersion(tx, scope, brandId, number);
    if (version.state !== 'draft' && version.state !== 'scheduled')
      throw new DomainError('charter.not_a_draft', { state: version.state });
    const asked = readPage(page);
    return viewImpact(await measureImpact(tx, ofAgency(scope, brandId), version, now, asked.end), asked);
  }

  /**
   * Brings a draft into force, at once or at its date, once its own examples are right and whoever asks has seen what it
   * does. Asking again for what has been done answers the same.
   * @throws DomainError `charter.not_a_draft`, `charter.examples_failed`, `charter.impact_stale`,
   * `charter.effective_past`, `charter.already_scheduled`, `auth.agency_wide_forbidden`, and what `prepareVersion` throws
   */
  async run(
    tx: Tx,
    brandId: string | null,
    number: number,
    { impactHash, effectiveAt = null }: ActivationInput,
    request: CharterRequest,
  ): Promise<CharterVersionView> {
    const { scope, now } = request;
    ofAgency(scope, brandId);
    const known = await this.charters.get(tx, scope, brandId, number);
    if (isDone(known, effectiveAt)) return known;
    if (known.state !== 'draft') throw new DomainError('charter.not_a_draft', { state: known.state });
    if (effectiveAt && effectiveAt <= now) throw DomainError.at('/effectiveAt', 'charter.effective_past');
    const version = await prepareVersion(tx, scope, brandId, number);
    refuseWrongExamples(version);
    const { impactHash: current, tally } = await measureImpact(tx, scope, version, now);
    if (current !== impactHash) throw new DomainError('charter.impact_stale', { impactHash: current });
    const { posts, held, released, counts } = tally;
    await acknowledgeImpact(tx, version, impactHash, { posts, held, released, counts });
    if (effectiveAt) return scheduleVersion(tx, version, effectiveAt, request);
    await enactVersion(tx, brandId, number, request);
    return this.charters.get(tx, scope, brandId, number);
  }

  /** @throws DomainError `charter.not_scheduled`, `auth.agency_wide_forbidden`, `brand.not_found` */
  async withdraw(tx: Tx, brandId: string | null, number: number, request: CharterRequest): Promise<CharterVersionView> {
    ofAgency(request.scope, brandId);
    await this.charters.get(tx, request.scope, brandId, number);
    return withdrawVersion(tx, brandId, number, request);
  }
}

/** What holds for all brands is not for a key of some to see whole, or to change. */
function ofAgency(scope: BrandScope, brandId: string | null): BrandScope {
  if (brandId === null && scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
  return scope;
}

function isDone({ state, effectiveAt: known }: CharterVersionView, effectiveAt: Date | null): boolean {
  if (state === 'active') return effectiveAt === null || known === effectiveAt.toISOString();
  return state === 'scheduled' && effectiveAt !== null && known === effectiveAt.toISOString();
}

function refuseWrongExamples({ assembled: { compiled }, source }: PreparedVersion): void {
  const problems = checkExamples(compiled, source);
  if (problems.length === 0) return;
  throw new DomainError('charter.examples_failed', { count: problems.length }, toFields(problems, { at: '/source' }));
}
