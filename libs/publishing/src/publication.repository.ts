import { Injectable } from '@nestjs/common';
import { type BrandScope, DomainError } from '#kernel';
import {
  decodeCursor,
  type Page,
  type PageRequest,
  scopeCondition,
  sqlRows,
  toPage,
  type Tx,
  withinScope,
} from '#persistence';
import type { PublicationState } from '#posts';
import { In } from 'typeorm';
import { AttemptEntity } from './attempt.entity.js';
import { PublicationEntity } from './publication.entity.js';
import { type PublicationView, toPublicationView } from './publication-view.js';

export interface PublicationFilter {
  brandIds?: readonly string[];
  channelIds?: readonly string[];
  states?: readonly PublicationState[];
  postId?: string;
  /** Half-open, by due time. */
  from?: Date;
  to?: Date;
}

@Injectable()
export class PublicationRepository {
  /** By due time, then id. */
  async list(tx: Tx, scope: BrandScope, filter: PublicationFilter, page: PageRequest): Promise<Page<PublicationView>> {
    const query = withinScope(tx.createQueryBuilder(PublicationEntity, 'publication'), scope);
    if (filter.brandIds?.length) query.andWhere('publication.brandId = any(:brandIds)', { brandIds: filter.brandIds });
    if (filter.channelIds?.length)
      query.andWhere('publication.channelId = any(:channelIds)', { channelIds: filter.channelIds });
    if (filter.states?.length) query.andWhere('publication.state = any(:states)', { states: filter.states });
    if (filter.postId) query.andWhere('publication.postId = :postId', { postId: filter.postId });
    if (filter.from) query.andWhere('publication.dueAt >= :from', { from: filter.from });
    if (filter.to) query.andWhere('publication.dueAt < :to', { to: filter.to });
    if (page.cursor) {
      const [dueAt, id] = readCursor(page.cursor);
      query.andWhere('(publication.dueAt, publication.id) > (:dueAt, :id)', { dueAt, id });
    }
    const rows = await query
      .orderBy('publication.dueAt')
      .addOrderBy('publication.id')
      .limit(page.limit + 1)
      .getMany();
    const result = toPage(rows, page.limit, (row) => [row.dueAt.toISOString(), row.id]);
    return { data: await this.withAttempts(tx, result.data), nextCursor: result.nextCursor };
  }

  async get(tx: Tx, scope: BrandScope, id: string): Promise<PublicationView> {
    const row = await this.row(tx, scope, id);
    return (await this.withAttempts(tx, [row]))[0]!;
  }

  /** Throws `post.not_found` unless the caller may see the post. */
  async requirePost(tx: Tx, scope: BrandScope, postId: string): Promise<void> {
    const within = scopeCondition(scope, 2);
    const found = await sqlRows(tx, `select 1 from post where id = $1 and archived_at is null and ${within.sql}`, [
      postId,
      ...within.values,
    ]);
    if (found.length === 0) throw new DomainError('post.not_found');
  }

  /** The bare row, for verbs. Throws `publication.not_found`. */
  async row(tx: Tx, scope: BrandScope, id: string): Promise<PublicationEntity> {
    const row = await withinScope(tx.createQueryBuilder(PublicationEntity, 'publication'), scope)
      .andWhere('publication.id = :id', { id })
      .getOne();
    if (!row) throw new DomainError('publication.not_found');
    return row;
  }

  private async withAttempts(tx: Tx, rows: readonly PublicationEntity[]): Promise<PublicationView[]> {
    const attempts = rows.length
      ? await tx.find(AttemptEntity, {
          where: { publicationId: In(rows.map((row) => row.id)) },
          order: { number: 'ASC' },
        })
      : [];
    return rows.map((row) =>
      toPublicationView(
        row,
        attempts.filter((attempt) => attempt.publicationId === row.id),
      ),
    );
  }
}

function readCursor(cursor: string): [Date, string] {
  const [dueAt, id] = decodeCursor(cursor, 2) as [string, string];
  const date = new Date(dueAt);
  if (Number.isNaN(date.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw DomainError.at('?cursor', 'request.cursor_invalid');
  return [date, id];
}
