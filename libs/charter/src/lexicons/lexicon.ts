/** What a list is for, in the words shown to the author of a charter. */
export interface Purpose {
  readonly en: string;
  readonly fr: string;
}

/** Each line is one pattern. `strong` lines are a finding alone; `weak` lines need context or company, and alone are at most a hint. */
export interface GradedLexicon {
  readonly purpose: Purpose;
  readonly strong: readonly string[];
  readonly weak: readonly string[];
  /** Wordings that clear the sentence they stand in. */
  readonly harmless?: readonly string[];
}

/** Pressure on the reader. One marker is trade as usual; a finding needs two, of any of the three families. */
export interface PressureLexicon {
  readonly purpose: Purpose;
  readonly urgency: readonly string[];
  readonly scarcity: readonly string[];
  readonly hype: readonly string[];
}

/** Invitations: `interaction` asks for an answer here (comment, vote, tag), `action` for a step elsewhere (come, book, buy). */
export interface InvitationLexicon {
  readonly purpose: Purpose;
  readonly interaction: readonly string[];
  readonly action: readonly string[];
}

/** Register and address; in English, which has one "you", `familiar` and `polite` are ways to greet. */
export interface FormalityLexicon {
  readonly purpose: Purpose;
  /** tu forms. */
  readonly familiar: readonly string[];
  /** vous forms, singular or plural. */
  readonly polite: readonly string[];
  readonly slang: readonly string[];
  readonly legalese: readonly string[];
}

/** A private case handled in public: `redirect` lines are the wordings that make it right. */
export interface DisputeLexicon extends GradedLexicon {
  readonly redirect: readonly string[];
}

/** `severe` is blocked, `mild` only advised; `innocent` lines are homographs that clear an overlapping match. */
export interface ProfanityLexicon {
  readonly purpose: Purpose;
  readonly severe: readonly string[];
  readonly mild: readonly string[];
  readonly innocent: readonly string[];
}

/** Warmth and energy axes: displayed, never gated on. */
export interface PositiveLexicon {
  readonly purpose: Purpose;
  readonly warmth: readonly string[];
  readonly energy: readonly string[];
}

/** Wordings that disclose an advertisement, and those readers and authorities do not accept as such. */
export interface DisclosureLexicon {
  readonly purpose: Purpose;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

/** A frame whose slot `{name}` is filled with each competitor the charter names, before compilation. */
export interface FrameLexicon {
  readonly purpose: Purpose;
  readonly frames: readonly string[];
}

/** A subject a charter may rule out; ids are the same in every language. */
export interface Topic {
  readonly id: string;
  readonly label: Purpose;
  readonly strong: readonly string[];
  readonly weak: readonly string[];
  /** Wordings that clear the sentence they stand in, keywords of an author included. */
  readonly harmless?: readonly string[];
}
