import type { ProfanityLexicon } from '../lexicon.js';

/**
 * Roots of swear words, as whole tokens; masked letters are resolved before matching. Homographs stand in `innocent`.
 */
export const englishProfanity: ProfanityLexicon = {
  purpose: {
    en: 'Swear words, by weight, and the words that only look like them.',
    fr: "Jurons, par degré, et les mots qui n'en ont que l'air.",
  },
  severe: [
    'pain in the (arse|ass|backside)',
    'piss@v <0-1> (us|me|them|you|everyone|people) off',
    '(fuck*|motherfuck*|clusterfuck@n|wtf|stfu|gtfo|fck|fuk|fcking|effing|mofo)',
    '(shit@n|shitty|shitshow|bullshit*|shithead@n|shite|horseshit|dipshit@n|batshit|shitting|apeshit|dogshit)',
    '(bitch|bitches|bitchy|bitching|biatch|son of a bitch)',
    '(cunt@n|twat@n|wanker@n|wank@v|tosser@n|bellend@n|knobhead@n|dickhead@n|dickheads|dick@n|prick@n|cock@n|cocksucker@n|arsehole@n|asshole@n|assholes|arse@n|ass|jackass|dumbass|smartass|badass|piss@v|pissed|pissing|bastard@n|bollocks|bugger@n|slut@n|slutty|whore@n|wanking|minger@n|douche@n|douchebag@n|tits|titties|pussy|pussies|jizz|cum) ; unless-here: bad ass | cum laude | moby dick | spotted dick | dick whittington | philip k dick | arse about | cock-a-leekie | cock a hoop | prick the | prick with ; unless: coq au vin | cockerel@n | chicken | donkey@n | great tit@n | blue tit@n | fork | pastry',
    "(goddamn|goddam|god damn|jesus fucking|for fuck's sake|ffs|holy shit|screw you|screw them|go screw)",
  ],
  mild: [
    "(damn|dammit|damned|hell|bloody|crap|crappy|crappiest|sucks|suck|freaking|frigging|friggin|frickin|bugger|blimey|heck|arsed|bummer|pissed off|half-assed|half-arsed|kick-ass|badass|piss-take|douchey|jerk@n|scumbag@n) ; unless-here: bloody mary | bloody marys | hell's kitchen | sod all grass | highway to hell | heaven and hell | hell of a | jerk chicken | jerk seasoning | jerk pork | jerk sauce ; unless: rose meat | vacuum",
  ],
  innocent: [
    "(bloody mary|bloody marys|bloody mary's)",
    '(spotted dick|moby dick|dick whittington|dick van dyke)',
    '(cock-a-leekie|coq au vin|cockpit|cocktail@n|shuttlecock@n|stopcock@n|peacock@n|weathercock@n|hancock|cock crow)',
    '(great tit@n|blue tit@n|coal tit@n|titbit@n|titmouse)',
    "(hell's kitchen|hellebore@n|shell@n|hello)",
    '(jerk chicken|jerk seasoning|jerk pork|jerk spice|jerk sauce)',
    '(magna cum laude|cum laude|cumin|circumflex|document@n)',
    '(scunthorpe|penistone|assume@v|class*|assassin@n|assess@v|bass|brass|grass|glass|pass|asset@n)',
    '(shitake|shiitake@n|mishit@n|shih tzu)',
    '(prick the|prick test|pricking out|pricked all over)',
    '(cod piece|codpiece|hoe|bitch (dog)|pussy willow@n|pussycat@n)',
    '(dam|dams|damson@n|damask)',
  ],
};
