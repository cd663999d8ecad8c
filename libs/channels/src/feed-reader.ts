import { Inject, Injectable } from '@nestjs/common';
import { type BrandFacts, findPublicBrand } from '#brands';
import { APP_CONFIG, type AppConfig } from '#config';
import { type FeedDocument, type FeedDocumentEntry, readFeedWire } from '#networks';
import { sqlRows, type Tx } from '#persistence';
import { entryUrl, feedAddress } from './feed-address.js';
import { FeedEntryEntity } from './feed-entry.entity.js';

/** Entries a feed shows. */
export const FEED_LENGTH = 50;

/** One page of a feed and the feed it belongs to. */
export interface FeedPage {
  feed: FeedDocument;
  entry: FeedDocumentEntry;
}

/** What the built-in feed published, as anybody may read it. */
@Injectable()
export class FeedReader {
  constructor(@Inject(APP_CONFIG) private readonly config: Pick<AppConfig, 'publicUrl'>) {}

  /** The brand's latest entries, newest first. Null when no live brand has that slug and a feed. */
  async latest(tx: Tx, brandSlug: string): Promise<FeedDocument | null> {
    const brand = await findPublicBrand(tx, brandSlug);
    if (!brand || !(await hasFeed(tx, brand))) return null;
    const rows = await shown(tx, brand)
      .orderBy({ 'entry.publishedAt': 'DESC', 'entry.id': 'DESC' })
      .limit(FEED_LENGTH)
      .getMany();
    const entries = rows.map((row) => this.toEntry(brand, row));
    return this.toDocument(brand, entries, await lastChange(tx, brand));
  }

  /** One entry under its permanent address; null when there is none, or it was taken back. */
  async entry(tx: Tx, brandSlug: string, slug: string): Promise<FeedPage | null> {
    const brand = await findPublicBrand(tx, brandSlug);
    const row = brand && (await shown(tx, brand).andWhere('entry.slug = :slug', { slug }).getOne());
    if (!brand || !row) return null;
    const entry = this.toEntry(brand, row);
    const updatedAt = row.updatedAt > brand.updatedAt ? row.updatedAt : brand.updatedAt;
    return { feed: this.toDocument(brand, [entry], updatedAt), entry };
  }

  private toDocument(brand: BrandFacts, entries: FeedDocumentEntry[], updatedAt: Date): FeedDocument {
    const address = feedAddress(this.config.publicUrl, brand.slug);
    return {
      key: brand.id,
      title: brand.name,
      description: '',
      language: brand.languages[0] ?? 'en',
      timeZone: brand.timezone,
      homeUrl: address.home,
      atomUrl: address.atom,
      jsonUrl: address.json,
      updatedAt,
      entries,
    };
  }

  private toEntry(brand: BrandFacts, row: FeedEntryEntity): FeedDocumentEntry {
    return {
      key: row.key,
      slug: row.slug,
      url: entryUrl(this.config.publicUrl, brand.slug, row.slug),
      wire: readFeedWire(row.content),
      publishedAt: row.publishedAt,
      updatedAt: row.updatedAt,
    };
  }
}

function shown(tx: Tx, brand: BrandFacts) {
  return tx
    .createQueryBuilder(FeedEntryEntity, 'entry')
    .where('entry.removedAt is null and entry.brandId = :brandId', { brandId: brand.id });
}

/** A brand that never chose to have a feed is not shown to the world under its slug. */
async function hasFeed(tx: Tx, brand: BrandFacts): Promise<boolean> {
  const [row] = await sqlRows<{ has: boolean }>(
    tx,
    `select exists (select from channel where agency_id = $1 and brand_id = $2 and network_id = 'feed' and archived_at is null)
         or exists (select from feed_entry where brand_id = $2) as has`,
    [brand.agencyId, brand.id],
  );
  return row?.has ?? false;
}

/** When the feed last changed; an entry that was taken back counts. */
async function lastChange(tx: Tx, brand: BrandFacts): Promise<Date> {
  const [row] = await sqlRows<{ at: Date }>(
    tx,
    'select greatest(max(updated_at), $2::timestamptz) as at from feed_entry where brand_id = $1',
    [brand.id, brand.updatedAt],
  );
  return row?.at ?? brand.updatedAt;
}
