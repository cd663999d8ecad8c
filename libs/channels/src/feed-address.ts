/** The public addresses of a brand's feed. */
export interface FeedAddress {
  home: string;
  atom: string;
  json: string;
}

/** `publicUrl` has no trailing slash; slugs need no encoding. */
export function feedAddress(publicUrl: string, brandSlug: string): FeedAddress {
  const home = `${publicUrl}/feeds/${brandSlug}`;
  return { home, atom: `${home}.atom`, json: `${home}.json` };
}

export function entryUrl(publicUrl: string, brandSlug: string, slug: string): string {
  return `${publicUrl}/feeds/${brandSlug}/${slug}`;
}
