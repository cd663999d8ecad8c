import type { PressureLexicon } from '../lexicon.js';

/**
 * Marks of pressure to buy, by family. Each is trade as usual when it stands alone; the rule counts them.
 * A plain date ("until Saturday"), a price or a discount is information and must not be here.
 */
export const englishPressure: PressureLexicon = {
  purpose: {
    en: 'Urgency, scarcity and hype; two of them make a post pushy.',
    fr: "Urgence, rareté et exagération ; deux d'entre elles rendent un post pressant.",
  },
  urgency: [
    '(last|final|very last) (chance@n|day@n|call|hours|minutes|opportunity|opportunities|reminder) ; unless-here: last days of summer | final day of the',
    '(hurry|hurry up|rush|quick|quickly|fast) (<exclamation>|,|.|before|while|or|in|to|now|over)',
    '<start> (hurry|rush|quick)',
    "(act|buy|order|book|shop|grab|call|click|sign up|join|reserve|subscribe|get it|get yours|claim) <0-3> (now|today|fast|immediately|right now|quickly|right away|asap|before it's|before they|while you can|while stocks)",
    "(don't|do not|never) (miss|wait|delay|hesitate|think twice|sleep|hang about|blink|let this|let it|lose|dare miss|walk away) <0-1> (out|this|it|a second|any longer|another|on|around|slip|our|pass|<exclamation>|.)?  ; unless: hesitate to",
    "(you (can't|won't want to|don't want to|cannot)) (miss|wait|afford to miss|pass up|say no|sleep on)",
    "(before|until) (it's|it is|they're|they are|time) <0-1> (too late|gone|all gone|over|runs out)",
    "(too late|going fast|now or never|once it's gone|once they're gone|when it's gone|when they're gone|gone tomorrow|today only|tonight only|this weekend only|one day only|24 hours only|for a few hours only|for today only|only today|only until midnight|ends tonight|ends today|ends soon|ends at midnight|ending soon|ending tonight|expires tonight|expires soon|until midnight)",
    "(time|clock|minutes|seconds) (is|'s|are)? (running out|ticking|almost up|nearly up)",
    '(limited time|limited-time|time is of the essence|time-sensitive|for a limited time|short time only|last-minute deal)',
    '(only|just) <number> (hour@n|minute@n|day@n) (left|to go|remaining)',
    '<number> (hour@n|minute@n|day@n) (left|only|remaining)',
    "(what are you waiting for|why wait|no time to lose|no time to waste|don't be late|not a moment to lose|get it before|run don't walk|run do not walk|drop everything|stop scrolling|stop what you're doing)",
    "(run|race|dash|sprint) <0-1> (to|,|don't) (our|the|your nearest) (store|shop|website|site) ; unless: marathon",
    '(urgent|flash sale|flash deal|flash offer|alert|countdown|doorbusters|doorbuster|lightning deal|lightning sale)',
    '(instant|immediate) (access|action) (now|required)?',
  ],
  scarcity: [
    '(only|just) (a few|a handful of|a couple of|<number>|one|two|three|four|five|six|ten) <0-3> (left|remain@v|remaining|available|spot@n|seat@n|place@n|to go|in stock|pieces|tables|tickets)',
    '<number> <0-2> (left|remaining) (in stock|<exclamation>|.|<end>|at this price)',
    '(last|final) (few|remaining|one|two|three|<number>)? (spot@n|seat@n|place@n|piece@n|item@n|pair@n|ticket@n|ones|units|stock|table@n|sizes|bottles)',
    '(almost|nearly|practically|virtually|already half|about to|close to) (gone|sold out|selling out|full|sell out|out of stock|fully booked)',
    '(selling|going|flying|disappearing|filling|moving|booking) (out|up|off|fast)? (fast|quickly|the shelves|off the shelves|like hot cakes|like hotcakes)',
    "(flying off|like hot cakes|like hotcakes|won't last|will not last|won't be around|never coming back|won't come back|will never be repeated|never to be repeated)",
    '(limited|very limited|strictly limited|extremely limited) (stock|quantit*|edition|number@n|supply|supplies|availability|spots|seats|places|spaces|offer|slots)',
    '(while|until) (stock@n|supplies|supply|they) last@v',
    '(first come first served|first come|first-come|first <number>|for the first <number>)',
    "(once|when) (it's|they're|it is|they are|these are) gone <0-2> (gone|forever)?",
    '(sold out|sell out|sell-out) <0-2> (soon|last time|fast|in hours|in minutes|in a day)',
    '(exclusive|exclusively|by invitation|invite) only',
    '(rare|unique) (chance|opportunity|occasion)',
  ],
  hype: [
    '(insane|crazy|unbelievable|incredible|unbeatable|mind-blowing|mindblowing|jaw-dropping|amazing|massive|ridiculous|outrageous|killer|epic|phenomenal|unreal|explosive|stunning|sensational|monster|mega|huge|bonkers|unmissable|unrivalled|earth-shattering|staggering|rock-bottom|extraordinary|unprecedented) <0-1> (deal@n|offer@n|price@n|discount@n|saving@n|sale@n|bargain@n|value|product|opportunity|opportunities|result@n|reduction@n|promo@n|bonus|bonuses|prices)',
    '(once in a lifetime|once-in-a-lifetime|never before seen|never-before-seen|like never before|never seen before|one of a kind deal|the only solution|second to none|one time only|game changer|game-changer|game-changing|life-changing|change your life|changes everything|changed everything|revolutionary|revolutionise|revolutionize|miracle|secret weapon)',
    '(deal|offer|sale|bargain|event|discount) of (the|a) (year|century|decade|lifetime|season|month)',
    '(best|biggest|lowest|greatest|cheapest|hottest) <0-3> (ever|on earth|in the world|in history|of all time|of the year|in town|anywhere|in the universe)',
    "(prices|price) (slashed|smashed|crashed|dropped|busted|crushed|destroyed|you won't believe)",
    "(we've|we're|we) (slashed|slashing|gone mad|gone crazy|smashing|smashed|practically giving)",
    "(must-have|must have|must-see|must-buy|must buy|no-brainer|no brainer|steal|absolute steal|too good to|can't go wrong|unmissable|irresistible|to die for)",
    "(everyone|everybody|the whole town|the internet|the world) (is|'s) <0-1> (talking|obsessed|raving|buying|going crazy|losing)",
    "(you|you'll|you will|you're) <0-2> (be blown away|be amazed|not believe|love it forever|be obsessed|going to love|never go back|kick yourself)",
    "(you'd|you would) be (crazy|mad|a fool|nuts|insane) (not)? to",
    '(money back|money-back|satisfaction guaranteed|results guaranteed|risk free|risk-free|nothing to lose|no strings attached|100 percent free|absolutely free|totally free|completely free)',
    '(free|wow|omg|boom|bam|bang|huge|massive|insane|unreal) <exclamation>',
    "(number one|no 1|the ultimate|world-class|world's best|world's first|world's number)",
    '(skyrocket|supercharge|turbocharge|explode|10x|crush it|crushing it) ; with: you | your',
    '(treat yourself|spoil yourself|you deserve it|you deserve) <0-2> <exclamation>',
  ],
};
