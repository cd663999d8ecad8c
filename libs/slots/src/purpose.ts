/** The purpose vocabulary: why something is published, for whom and in which shape. */

export const OBJECTIVES = [
  'awareness',
  'employer_reputation',
  'brand_values',
  'amplification',
  'company_reputation',
  'expertise',
  'traffic',
  'listening',
  'advice',
  'loyalty',
  'sales',
  'leads',
  'offers',
  'promotions',
] as const;

/** The stages of a reader's life cycle, from stranger to community. */
export const STAGES = [
  'potential',
  'aware',
  'interested',
  'follower',
  'participant',
  'prospect',
  'customer',
  'ambassador',
  'satisfied',
  'community',
] as const;
export type Stage = (typeof STAGES)[number];

export const FORMATS = [
  'video',
  'image',
  'poll',
  'tip',
  'news',
  'article',
  'offer',
  'contest',
  'question',
  'story',
  'event',
  'user_content',
  'announcement',
  'reply',
  'custom',
] as const;
export type Format = (typeof FORMATS)[number];
