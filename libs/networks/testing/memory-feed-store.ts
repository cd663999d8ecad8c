import type { AccountRef, FeedEntry, FeedStore, NewFeedEntry } from '../src/contract.js';

export interface MemoryFeedStore extends FeedStore {
  /** Every entry there is, oldest first, as it was handed over. */
  readonly entries: readonly (NewFeedEntry & { channelId: string })[];
  /** The next `put` takes effect, and then fails as if the connection had been lost. */
  loseNextAnswer(): void;
}

/** The feed's store without a database: one entry per channel and key, like the real one. */
export function createMemoryFeedStore(baseUrl = 'https://feed.example'): MemoryFeedStore {
  const entries: (NewFeedEntry & { channelId: string })[] = [];
  let losing = false;
  const indexOf = (account: AccountRef, key: string) =>
    entries.findIndex((entry) => entry.key === key && entry.channelId === account.channelId);
  return {
    entries,
    loseNextAnswer: () => void (losing = true),
    put(account, entry) {
      if (indexOf(account, entry.key) < 0) entries.push({ ...entry, channelId: account.channelId });
      const lost = losing;
      losing = false;
      if (lost) return Promise.reject(new Error('connection terminated unexpectedly'));
      return Promise.resolve(toEntry(entries[indexOf(account, entry.key)] ?? entry, baseUrl));
    },
    find(account, key) {
      const entry = entries[indexOf(account, key)];
      return Promise.resolve(entry ? toEntry(entry, baseUrl) : null);
    },
    remove(account, key) {
      const index = indexOf(account, key);
      return Promise.resolve(index >= 0 && entries.splice(index, 1).length === 1);
    },
  };
}

function toEntry({ key, title, publishedAt }: NewFeedEntry, baseUrl: string): FeedEntry {
  return { key, slug: key, url: `${baseUrl}/${key}`, title, publishedAt };
}
