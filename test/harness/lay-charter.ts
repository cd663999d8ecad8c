import { type CharterSource, resolveCharter, type Severity } from '#charter';
import { type Clock, newId, SYSTEM } from '#kernel';
import type { TestService } from './test-service.js';

/** An article, short: what is left out is of no matter to the test. */
export interface TestArticle {
  id: string;
  rule: string;
  severity?: Severity;
  waivable?: boolean;
  options?: object;
  scope?: object;
}

/** Puts a further version of a brand's charter in force, behind the api's back and under the lock that claims respect. */
export async function layCharter(
  { sql, agencyId, clock }: Pick<TestService, 'sql' | 'agencyId'> & { clock: Pick<Clock, 'now'> },
  brandId: string,
  articles: readonly TestArticle[],
): Promise<number> {
  const source = {
    format: 'marronnier-charter/1',
    name: 'Charte',
    articles: articles.map(({ id, rule, severity = 'block', ...rest }) => ({
      ...{ id, rule, severity, title: { en: `Article ${id}`, fr: `Article ${id}` } },
      ...{ text: { en: `As article ${id} says.`, fr: `Comme dit l’article ${id}.` } },
      ...rest,
    })),
  } as unknown as CharterSource;
  const { charter } = resolveCharter([source]);
  const resolved = { ...charter, voice: { ...charter.voice, languages: ['fr', 'en'] } };
  const [row] = (await sql<{ number: number }>(
    `with laid as (
       insert into charter (id, agency_id, brand_id, created_at) values ($1, $2, $3, $4)
       on conflict (agency_id, brand_id) do update set created_at = excluded.created_at returning id, active_number
     ), retired as (
       update charter_version set state = 'retired', retired_at = $4 where state = 'active' and charter_id in (select id from laid)
     )
     select id, coalesce(active_number, 0) + 1 as number from laid`,
    [newId(), agencyId, brandId, clock.now()],
  )) as [{ number: number; id: string }];
  await sql(
    `insert into charter_version (charter_id, number, agency_id, state, source, source_hash, resolved, created_by, created_at, updated_at,
       activated_by, activated_at)
     values ($1, $2, $3, 'active', $4, '', $5, $6, $7, $7, $6, $7)`,
    [
      row.id,
      row.number,
      agencyId,
      JSON.stringify(source),
      JSON.stringify(resolved),
      JSON.stringify(SYSTEM),
      clock.now(),
    ],
  );
  await sql('update charter set active_number = $2 where id = $1', [row.id, row.number]);
  return row.number;
}
