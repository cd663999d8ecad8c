import type { FormalityLexicon } from '../lexicon.js';

/**
 * Register. English has one "you", so `familiar` and `polite` hold the forms of speech nearest to tu and vous.
 * Slang is not gross: swear words belong to profanity.
 */
export const englishFormality: FormalityLexicon = {
  purpose: {
    en: 'Slang, legal and administrative register, familiar and formal address.',
    fr: 'Argot, registre juridique et administratif, adresse familière ou cérémonieuse.',
  },
  familiar: [
    '(hey|hiya|yo|sup|howdy|heya|hey there|hi there|hi folks|hi all|guys|folks|mate|buddy|pal|hun|babe|peeps)',
  ],
  polite: [
    '(dear sir|dear madam|dear sir or madam|sir or madam|ladies and gentlemen|your good self|esteemed|dear valued|yours faithfully|yours sincerely|yours truly|respectfully yours|we remain at your disposal|at your disposal)',
  ],
  slang: [
    "(sup|wassup|slaps|slaps hard|slapping hard|slaps so hard|lol|lmao|rofl|omg|wtf|smh|tbh|ngl|imo|idk|fomo|yolo|brb|btw|asf|af|iykyk|ikr|tfw|ez|sus|bruh|bro|bros|sis|bestie|besties|fam|homie@n|dawg|dude@n|gonna|gotta|wanna|gimme|lemme|kinda|sorta|dunno|outta|lotta|ain't|y'all|yall|cuz|coz|tho|thru|ya|yep|nope|yeah|nah|yup|dope|slay|slayed|slaying|no cap|bussin|rizz|simp|flexing|vibes|vibing|vibe check|chillin|lowkey|highkey|low-key obsessed|deadass|cringe|extra af|snatched|on fleek|yeet|hits different|main character|it's giving|living rent free|spill the tea|big mood|legit|cray|totes|adorbs|obvs|deffo|defo|innit|knackered|gutted|chuffed|skint|bants|cheers mate|knobhead|peng|awesome sauce|rad|gnarly|epic fail|bougie|boujee|bae|baes|swole|janky|noob|poggers|delulu|skibidi|gyat|ate that|ate and left|periodt|swag|whatevs|lil|thx|pls|plz|ur|cya|ttyl|gr8|l8r|b4|2nite|4ever) ; unless-here: salty tea | tea and cake | lil' louis",
    '(kick ass|kicks ass|no worries mate|hell yeah|heck yeah|oh snap|you guys rock|shut the front door|cash money|the bomb|da bomb|bomb dot com|straight up|for real for real|say less|hit us up|hmu|hang out with the gang|crash out|no biggie|screw up|screwed up|freaking out|psyched|stoked) ; unless: pumped storage | dough recipe',
    "(so|that's|it's|too|pretty) (lit|sick|fire|dope) ; unless: candle* | oven | well lit | softly | grill",
  ],
  legalese: [
    '(customers|clients|guests|members|you|patrons|users) (are|is) hereby <word>',
    'dear (sir|madam|sir or madam|valued customer|customer@n)',
    '(hereby|herein|hereinafter|hereto|herewith|hereunder|hereof|heretofore|thereof|therein|thereto|thereby|therefrom|thereunder|thereafter|whereas|whereby|wherein|whereof|whereupon|aforesaid|aforementioned|abovementioned|above-mentioned|undersigned|notwithstanding|forthwith|pursuant|inasmuch|insofar as|henceforth|hitherto|inter alia|mutatis mutandis|bona fide|prima facie|ipso facto|pro rata|ex gratia|force majeure|per annum|viz|therewith|aforestated)',
    '(pursuant to|in accordance with|in pursuance of|in respect of|in the event that|in the event of|subject to the terms|terms and conditions|without prejudice|for the avoidance of doubt|as per our|as per your|to whom it may concern|please be advised|please be informed|kindly note|with reference to|with regard to|further to your|we beg to|we refer to|for and on behalf of|be it known|null and void|at your earliest convenience|enclosed herewith|please find attached|please find enclosed|in witness whereof|by virtue of|set forth|hold harmless|indemnify@v|liable for|jointly and severally|governing law|shall be deemed|deemed to|in lieu of|subsequent to|remit@v|remuneration|utilise@v|utilize@v|endeavour to|said party|third party liability)',
  ],
};
