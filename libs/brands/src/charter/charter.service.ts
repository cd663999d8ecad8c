import { Injectable } from '@nestjs/common';
import type { CharterSource } from '#charter';
import { type Actor, type BrandScope, canonicalHash, DomainError } from '#kernel';
import { expectVersion, type Page, type PageRequest, type Tx } from '#persistence';
import { requireBrand } from '../brand.repository.js';
import { charterNameOf } from './charter-name.js';
import { checkSent, emptySource, type SentCharter } from './charter-input.js';
import {
  type CharterVersionSummary,
  type CharterVersionView,
  toVersionSummary,
  toVersionView,
} from './charter-version.js';
import type { CharterEntity } from './charter.entity.js';
import {
  deleteVersion,
  ensureCharter,
  findCharter,
  getVersion,
  insertVersion,
  listVersions,
  lockVersion,
  updateVersion,
} from './charter.repository.js';
import type { CharterVersionEntity } from './charter-version.entity.js';
import { inheritedBy, NEW_VERSION } from './new-version.js';

/** Who changes a charter, and when. */
export interface CharterRequest {
  scope: BrandScope;
  actor: Actor;
  now: Date;
}

export interface CharterChangeRequest extends CharterRequest {
  /** From `If-Match`. */
  expectedVersion: number | null;
}

/** What a draft is made from. */
export interface DraftInput {
  /** Absent: the version in force, copied. */
  source?: SentCharter;
  note?: string | null;
}

/** Versions as rows; `brandId` null is the agency's own charter. What a version does to posts is a verb of planning. */
@Injectable()
export class CharterService {
  /** Newest first. @throws DomainError `brand.not_found` */
  async list(
    tx: Tx,
    scope: BrandScope,
    brandId: string | null,
    page: PageRequest,
  ): Promise<Page<CharterVersionSummary>> {
    const charter = await this.find(tx, scope, brandId);
    if (!charter) return { data: [], nextCursor: null };
    const { data, nextCursor } = await listVersions(tx, charter, page);
    return { data: data.map((row) => toVersionSummary(row, brandId)), nextCursor };
  }

  /** @throws DomainError `brand.not_found`, `charter.version_not_found` */
  async get(tx: Tx, scope: BrandScope, brandId: string | null, number: number): Promise<CharterVersionView> {
    return toVersionView(await getVersion(tx, await this.find(tx, scope, brandId), number), brandId);
  }

  /**
   * A draft from a source, or a copy of the version in force to go on from.
   * @throws DomainError `brand.not_found`, `auth.agency_wide_forbidden`, `charter.invalid`
   */
  async draft(tx: Tx, brandId: string | null, input: DraftInput, request: CharterRequest): Promise<CharterVersionView> {
    const { scope, actor, now } = request;
    const name = await charterNameOf(tx, this.mayChange(scope, brandId), brandId);
    const charter = await ensureCharter(tx, scope, brandId, now);
    const source = input.source
      ? checkSent(input.source, await inheritedBy(tx, scope, brandId))
      : ((await this.sourceInForce(tx, charter)) ?? emptySource(name));
    const row = await insertVersion(tx, {
      ...{ ...NEW_VERSION, charterId: charter.id, agencyId: charter.agencyId, createdBy: actor },
      ...{ source, sourceHash: canonicalHash(source), note: input.note ?? null, createdAt: now, updatedAt: now },
    });
    return toVersionView(row, brandId);
  }

  /** A new source takes the place of the old one whole. @throws DomainError as `draft`, and `charter.not_a_draft` */
  async edit(
    tx: Tx,
    brandId: string | null,
    number: number,
    input: DraftInput,
    request: CharterChangeRequest,
  ): Promise<CharterVersionView> {
    const { scope, now } = request;
    const row = await this.lockDraft(tx, brandId, number, request);
    const source = input.source ? checkSent(input.source, await inheritedBy(tx, scope, brandId)) : row.source;
    const changes = {
      ...{ source, sourceHash: canonicalHash(source), note: input.note === undefined ? row.note : input.note },
      ...{ version: row.version + 1, updatedAt: now },
    };
    await updateVersion(tx, row, changes);
    return toVersionView({ ...row, ...changes }, brandId);
  }

  /** @throws DomainError `brand.not_found`, `charter.version_not_found`, `charter.not_a_draft` */
  async delete(tx: Tx, brandId: string | null, number: number, request: CharterChangeRequest): Promise<void> {
    await deleteVersion(tx, await this.lockDraft(tx, brandId, number, request));
  }

  private async lockDraft(
    tx: Tx,
    brandId: string | null,
    number: number,
    { scope, expectedVersion }: CharterChangeRequest,
  ): Promise<CharterVersionEntity> {
    const charter = await this.find(tx, this.mayChange(scope, brandId), brandId);
    const row = await lockVersion(tx, charter, number);
    expectVersion(expectedVersion, row.version);
    if (row.state !== 'draft') throw new DomainError('charter.not_a_draft', { state: row.state });
    return row;
  }

  private async find(tx: Tx, scope: BrandScope, brandId: string | null): Promise<CharterEntity | null> {
    if (brandId !== null) await requireBrand(tx, scope, brandId);
    return findCharter(tx, scope, brandId);
  }

  /** What holds for all brands is not for a key of some to change. */
  private mayChange(scope: BrandScope, brandId: string | null): BrandScope {
    if (brandId === null && scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
    return scope;
  }

  private async sourceInForce(tx: Tx, charter: CharterEntity): Promise<CharterSource | null> {
    if (charter.activeNumber === null) return null;
    return (await getVersion(tx, charter, charter.activeNumber)).source;
  }
}
