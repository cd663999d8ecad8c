import { Inject, Injectable } from '@nestjs/common';
import { SEALED, SECRET_BOX, type SecretBox, sqlRows, type Tx } from '#persistence';
import type { Answer } from '../problem.js';

/** A POST that may be repeated. */
export interface RepeatableRequest {
  apiKeyId: string;
  /** The client's Idempotency-Key. */
  key: string;
  /** Of method, address and body. */
  hash: string;
}

/** The first answer and what it was an answer to. */
export interface KeptAnswer {
  hash: string;
  answer: Answer;
}

interface KeyRow {
  request_hash: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

@Injectable()
export class IdempotencyKeyRepository {
  constructor(@Inject(SECRET_BOX) private readonly box: SecretBox) {}

  /**
   * Takes the key for this transaction, or answers what was kept under it after `keptSince`; an older row counts for
   * nothing. Blocks while another transaction holds the key, until the transaction's lock_timeout.
   */
  async claim(tx: Tx, request: RepeatableRequest, now: Date, keptSince: Date): Promise<KeptAnswer | null> {
    const claimed = await sqlRows(
      tx,
      `insert into idempotency_key (api_key_id, key, request_hash, created_at) values ($1, $2, $3, $4)
       on conflict (api_key_id, key) do update
         set request_hash = excluded.request_hash, status = null, headers = null, body = null, created_at = excluded.created_at
         where idempotency_key.created_at < $5
       returning key`,
      [request.apiKeyId, request.key, request.hash, now, keptSince],
    );
    if (claimed.length > 0) return null;
    const [row] = await sqlRows<KeyRow>(
      tx,
      'select request_hash, status, headers, body from idempotency_key where api_key_id = $1 and key = $2',
      [request.apiKeyId, request.key],
    );
    // Pruned between the two statements: free again.
    return row ? this.toKept(request, row) : this.claim(tx, request, now, keptSince);
  }

  /** Answers may hold what is told only once (a new key's token), so the body is sealed. */
  async keep(tx: Tx, request: RepeatableRequest, answer: Answer): Promise<void> {
    const body = this.box.seal(answer.body, contextOf(request));
    await tx.query(
      'update idempotency_key set status = $3, headers = $4, body = $5 where api_key_id = $1 and key = $2',
      [
        request.apiKeyId,
        request.key,
        answer.status,
        JSON.stringify(answer.headers),
        // A JSON string: the column would reorder an object, and a replay repeats the bytes.
        JSON.stringify(body),
      ],
    );
  }

  private toKept(request: RepeatableRequest, row: KeyRow): KeptAnswer {
    const body = this.box.open(row.body, contextOf(request));
    return { hash: row.request_hash, answer: { status: row.status, headers: row.headers, body } };
  }
}

function contextOf(request: RepeatableRequest): string {
  return SEALED.answer.context(request.apiKeyId, request.key);
}
