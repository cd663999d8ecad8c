import { Injectable } from '@nestjs/common';
import { requireBrand } from '#brands';
import { type BrandScope, DomainError, newId } from '#kernel';
import { appendEvent } from '#outbox';
import { expectVersion, type Page, type PageRequest, type Tx } from '#persistence';
import type { SlotChangeRequest, SlotRequest } from '../slot.service.js';
import type { Blackout } from './blackout.js';
import { type BlackoutInput, type BlackoutPatch, parseBlackout, patchBlackout } from './blackout-input.js';
import { type BlackoutView, toBlackout, toBlackoutView, whenColumns } from './blackout-view.js';
import { BlackoutEntity } from './blackout.entity.js';
import { findBlackout, listBlackouts, lockBlackout, lockBlackouts } from './blackout.repository.js';

/** What a change of a blackout leaves behind: where it held and holds now, for the calendar to follow. */
export interface ChangedBlackout {
  view: BlackoutView;
  before: Blackout | null;
  after: Blackout | null;
}

/** Blackouts as rows. What they do to dates and posts is a verb of planning, in the same transaction. */
@Injectable()
export class BlackoutService {
  /** @throws DomainError `blackout.not_found` */
  async get(tx: Tx, scope: BrandScope, id: string): Promise<BlackoutView> {
    const row = await findBlackout(tx, scope, id);
    if (!row) throw new DomainError('blackout.not_found');
    return toBlackoutView(row);
  }

  /** Newest first. @throws DomainError `brand.not_found` */
  async list(tx: Tx, scope: BrandScope, filter: { brandId?: string }, page: PageRequest): Promise<Page<BlackoutView>> {
    if (filter.brandId !== undefined) await requireBrand(tx, scope, filter.brandId);
    const { data, nextCursor } = await listBlackouts(tx, scope, filter, page);
    return { data: data.map(toBlackoutView), nextCursor };
  }

  /** @throws DomainError `auth.agency_wide_forbidden`, `brand.not_found`, and what `parseBlackout` throws */
  async create(tx: Tx, brandId: string | null, input: BlackoutInput, request: SlotRequest): Promise<ChangedBlackout> {
    const { scope, actor, now } = request;
    if (brandId === null && scope.brands !== 'all') throw new DomainError('auth.agency_wide_forbidden');
    if (brandId !== null) await requireBrand(tx, scope, brandId);
    const { when, ...fields } = parseBlackout(input);
    await lockBlackouts(tx, scope.agencyId, 'change');
    const row: BlackoutEntity = {
      id: newId(),
      agencyId: scope.agencyId,
      brandId,
      ...fields,
      ...whenColumns(when),
      version: 1,
      createdBy: actor,
      createdAt: now,
      updatedAt: now,
      archivedAt: null,
    };
    await tx.insert(BlackoutEntity, row);
    return this.tell(tx, 'blackout.created', row, { before: null, after: toBlackout(row) }, request);
  }

  /** @throws DomainError `blackout.not_found`, `auth.agency_wide_forbidden`, and what `parseBlackout` throws */
  async patch(tx: Tx, id: string, patch: BlackoutPatch, request: SlotChangeRequest): Promise<ChangedBlackout> {
    const row = await this.lock(tx, id, request);
    const before = toBlackout(row);
    const { when, ...fields } = patchBlackout(before, patch);
    const changes = { ...fields, ...whenColumns(when), version: row.version + 1, updatedAt: request.now };
    await tx.update(BlackoutEntity, { id }, changes);
    const changed = { ...row, ...changes };
    return this.tell(tx, 'blackout.updated', changed, { before, after: toBlackout(changed) }, request);
  }

  /** @throws DomainError `blackout.not_found`, `auth.agency_wide_forbidden` */
  async archive(tx: Tx, id: string, request: SlotChangeRequest): Promise<ChangedBlackout> {
    const row = await this.lock(tx, id, request);
    const changes = { archivedAt: request.now, version: row.version + 1, updatedAt: request.now };
    await tx.update(BlackoutEntity, { id }, changes);
    return this.tell(tx, 'blackout.deleted', { ...row, ...changes }, { before: toBlackout(row), after: null }, request);
  }

  private async lock(tx: Tx, id: string, { scope, expectedVersion }: SlotChangeRequest): Promise<BlackoutEntity> {
    await lockBlackouts(tx, scope.agencyId, 'change');
    const row = await lockBlackout(tx, scope, id);
    expectVersion(expectedVersion, row.version);
    return row;
  }

  private async tell(
    tx: Tx,
    type: 'blackout.created' | 'blackout.updated' | 'blackout.deleted',
    row: BlackoutEntity,
    change: Pick<ChangedBlackout, 'before' | 'after'>,
    { actor, now }: SlotRequest,
  ): Promise<ChangedBlackout> {
    const view = toBlackoutView(row);
    const { id: subjectId, agencyId, brandId } = row;
    await appendEvent(tx, { type, agencyId, brandId, subjectId, actor, data: view, at: now });
    return { view, ...change };
  }
}
