import { createHash } from 'node:crypto';
import { slugify } from '#brands';
import { type Clock, newId } from '#kernel';
import type { AccountRef, FeedEntry, FeedStore, NewFeedEntry } from '#networks';
import { sqlRows } from '#persistence';
import type { DataSource } from 'typeorm';
import { entryUrl } from './feed-address.js';

interface EntryRow {
  key: string;
  slug: string;
  title: string;
  published_at: Date;
  brand_slug: string;
}

/** Longest part of an entry's slug that is made from its title. */
const MAX_TITLE = 60;
/** Hexadecimal digits of the key's hash in a slug: enough at first, all of them when a slug is taken. */
const SHORT = 8;
const WHOLE = 64;

/**
 * The feed's entries in the service's own database, yet a network like any other: each statement commits by itself,
 * on a connection of its own, and never joins the transaction at hand. What was answered to the ledger must stay
 * true when the ledger rolls back, and a crash between the two must look as it does with a network far away; that is
 * what the publish ledger is built and tested for.
 */
export class PostgresFeedStore implements FeedStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly publicUrl: string,
    private readonly clock: Clock,
  ) {}

  async put(account: AccountRef, entry: NewFeedEntry): Promise<FeedEntry> {
    const row =
      (await this.insert(account, entry, SHORT)) ??
      (await this.read(account, entry.key)) ??
      // The key is new, so its slug was taken.
      (await this.insert(account, entry, WHOLE)) ??
      (await this.read(account, entry.key));
    if (!row) throw new Error('A feed entry of another channel has this key');
    return this.toEntry(row);
  }

  async find(account: AccountRef, key: string): Promise<FeedEntry | null> {
    const row = await this.read(account, key, 'and removed_at is null');
    return row ? this.toEntry(row) : null;
  }

  async remove(account: AccountRef, key: string, now: Date): Promise<boolean> {
    const rows = await sqlRows(
      this.dataSource.manager,
      `update feed_entry set removed_at = $3, updated_at = $3
       where key = $1 and channel_id = $2 and removed_at is null returning id`,
      [key, account.channelId, now],
    );
    return rows.length > 0;
  }

  /** Null when the key, or the slug, is there already. */
  private async insert(account: AccountRef, entry: NewFeedEntry, digits: number): Promise<EntryRow | null> {
    const rows = await sqlRows<EntryRow>(
      this.dataSource.manager,
      `insert into feed_entry (id, agency_id, brand_id, channel_id, key, slug, title, content, published_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing
       returning key, slug, title, published_at, (select slug from brand where id = brand_id) as brand_slug`,
      [
        newId(),
        account.agencyId,
        account.brandId,
        account.channelId,
        entry.key,
        slugOf(entry, digits),
        entry.title,
        JSON.stringify(entry.content),
        entry.publishedAt,
        this.clock.now(),
      ],
    );
    return rows[0] ?? null;
  }

  private async read(account: AccountRef, key: string, condition = ''): Promise<EntryRow | null> {
    const rows = await sqlRows<EntryRow>(
      this.dataSource.manager,
      `select key, slug, title, published_at, (select slug from brand where id = brand_id) as brand_slug
       from feed_entry where key = $1 and channel_id = $2 ${condition}`,
      [key, account.channelId],
    );
    return rows[0] ?? null;
  }

  private toEntry(row: EntryRow): FeedEntry {
    const { key, slug, title, published_at: publishedAt } = row;
    return { key, slug, url: entryUrl(this.publicUrl, row.brand_slug, slug), title, publishedAt };
  }
}

function slugOf(entry: NewFeedEntry, digits: number): string {
  const suffix = createHash('sha256').update(entry.key).digest('hex').slice(0, digits);
  return [slugify(entry.title, MAX_TITLE), suffix].filter((part) => part !== '').join('-');
}
