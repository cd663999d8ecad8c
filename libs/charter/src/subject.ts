import type { Language } from '#kernel';

/** An image or video as the charter sees it. */
export interface SubjectMedia {
  kind: 'image' | 'video';
  alt: string | null;
}

/** A post, or a text on its way to become one, with what is known of it. */
export interface Subject {
  text: string;
  /** As declared; null leaves it to the text. */
  language: Language | null;
  networks: readonly string[];
  format: string | null;
  slotId: string | null;
  pillar: string | null;
  /** Why it is published (`purpose` of the model): absent parts are missing. */
  objective: string | null;
  stage: string | null;
  /** Whether its format or slot asks for an invitation, and to what. */
  invitation: { required: boolean; kind: 'any' | 'interaction' };
  sponsored: boolean;
  media: readonly SubjectMedia[];
  /** Null when the post has none of its own. */
  link: string | null;
  poll: { options: readonly string[] } | null;
}
