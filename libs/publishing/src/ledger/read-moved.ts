import { preparedRows, selectList, type Tx } from '#persistence';
import type { PublicationSummary } from '#posts';
import { AttemptEntity } from '../attempt.entity.js';
import { PublicationEntity } from '../publication.entity.js';
import { latestPerChannel, type SummaryRow, SUMMARY_COLUMNS } from '../publication-summaries.js';

/** A publication after a move, with all that others are told of it. */
export interface Moved {
  row: PublicationEntity;
  attempts: AttemptEntity[];
  /** Of all publications of its post. */
  summaries: PublicationSummary[];
}

/** JSON has no instants. */
type FromJson<T> = { [K in keyof T]: Date extends T[K] ? string | Extract<T[K], null> : T[K] };

type MovedRow = PublicationEntity & { attempts: FromJson<AttemptEntity>[]; siblings: FromJson<SummaryRow>[] };

/** One statement, for up to twenty: it stands between every network call and its commit. */
export async function readMoved(tx: Tx, publicationIds: readonly string[]): Promise<Map<string, Moved>> {
  const rows = await preparedRows<MovedRow>(
    tx,
    `select ${selectList(tx, PublicationEntity, 'p')},
       (select coalesce(json_agg(a order by a.number), '[]')
        from (select ${selectList(tx, AttemptEntity, 'attempt')} from attempt where publication_id = p.id) as a) as attempts,
       (select json_agg(s order by s.channel_id, s.generation desc)
        from (select ${SUMMARY_COLUMNS} from publication where post_id = p.post_id) as s) as siblings
     from (select value::uuid as id from jsonb_array_elements_text($1::jsonb) limit 20) as wanted
     join publication as p on p.id = wanted.id`,
    [JSON.stringify(publicationIds)],
  );
  return new Map(rows.map((row) => [row.id, toMoved(row)]));
}

function toMoved({ attempts, siblings, ...row }: MovedRow): Moved {
  return { row, attempts: attempts.map(toAttempt), summaries: latestPerChannel(siblings.map(toSummaryRow)) };
}

function toAttempt(json: FromJson<AttemptEntity>): AttemptEntity {
  return { ...json, startedAt: new Date(json.startedAt), finishedAt: instant(json.finishedAt) };
}

function toSummaryRow(json: FromJson<SummaryRow>): SummaryRow {
  return { ...json, due_at: new Date(json.due_at), published_at: instant(json.published_at) };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
