import type { Rule } from '../rule.js';
import { a11yAltMissing } from './a11y.alt_missing.rule.js';
import { a11yHashtagCase } from './a11y.hashtag_case.rule.js';
import { calendarGhostGap } from './calendar.ghost_gap.rule.js';
import { calendarMix } from './calendar.mix.rule.js';
import { calendarPromoStreak } from './calendar.promo_streak.rule.js';
import { calendarRepetition } from './calendar.repetition.rule.js';
import { charterChurn } from './charter.churn.rule.js';
import { clarityReadability } from './clarity.readability.rule.js';
import { disclosureMissing } from './disclosure.missing.rule.js';
import { excessHashtags } from './excess.hashtags.rule.js';
import { excessLinks } from './excess.links.rule.js';
import { languageMismatch } from './language.mismatch.rule.js';
import { privatePersonalData } from './private.personal_data.rule.js';
import { purposeMissing } from './purpose.missing.rule.js';
import { toneShouting } from './tone.shouting.rule.js';
import { conductDiscriminatory } from './conduct.discriminatory.rule.js';
import { conductProfanity } from './conduct.profanity.rule.js';
import { ctaMissing } from './cta.missing.rule.js';
import { toneAggressive } from './tone.aggressive.rule.js';
import { toneCold } from './tone.cold.rule.js';
import { toneTooSalesy } from './tone.too_salesy.rule.js';
import { privateDispute } from './private.dispute.rule.js';
import { toneFormalityMismatch } from './tone.formality_mismatch.rule.js';
import { topicForbidden } from './topic.forbidden.rule.js';
import { topicOffCharter } from './topic.off_charter.rule.js';
import { wordingAvoid } from './wording.avoid.rule.js';
import { networkLinkRefused } from './network.link_refused.rule.js';
import { networkMediaRefused } from './network.media_refused.rule.js';
import { networkPollRefused } from './network.poll_refused.rule.js';
import { networkTextTooLong } from './network.text_too_long.rule.js';

/** Every rule, by id; kept equal to this folder by rules.spec.ts. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  [
    a11yAltMissing,
    a11yHashtagCase,
    calendarGhostGap,
    calendarMix,
    calendarPromoStreak,
    calendarRepetition,
    charterChurn,
    clarityReadability,
    conductDiscriminatory,
    conductProfanity,
    ctaMissing,
    disclosureMissing,
    excessHashtags,
    excessLinks,
    languageMismatch,
    networkLinkRefused,
    networkMediaRefused,
    networkPollRefused,
    networkTextTooLong,
    privateDispute,
    privatePersonalData,
    purposeMissing,
    toneAggressive,
    toneCold,
    toneFormalityMismatch,
    toneShouting,
    toneTooSalesy,
    topicForbidden,
    topicOffCharter,
    wordingAvoid,
  ].map((rule) => [rule.meta.id, rule as unknown as Rule]),
);
