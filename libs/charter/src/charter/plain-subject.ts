import type { Language } from '#kernel';
import type { Subject } from '../subject.js';

/** A post of which nothing but its text can be wrong. */
export function plainSubject(text: string, language: Language | null): Subject {
  return {
    ...{ text, language, networks: [], format: null, slotId: null, pillar: null },
    ...{ objective: 'awareness', stage: 'follower', sponsored: false, media: [], link: null, poll: null },
    invitation: { required: false, kind: 'any' },
  };
}
