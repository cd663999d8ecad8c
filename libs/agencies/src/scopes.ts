/** What a key may do, each by itself: none includes another. */
export const SCOPES = [
  'calendar:read',
  'calendar:write',
  'posts:approve',
  'publishing:operate',
  'charter:write',
  'channels:write',
  'agency:admin',
] as const;

export type Scope = (typeof SCOPES)[number];
