import type { GradedLexicon } from '../lexicon.js';

/**
 * Wording that belittles, shuts out or stereotypes people by sex, age, origin, body, disability, orientation or
 * religion. Plain names of groups and departments ("women's coats", "senior discount") must not be here.
 */
export const englishDiscriminatory: GradedLexicon = {
  purpose: {
    en: 'Belittling, excluding or stereotyping groups of people.',
    fr: 'Rabaisser, exclure ou caricaturer des groupes de personnes.',
  },
  strong: [
    '(simple|easy) <0-1> <0-1> even <0-1> (your|my|the|a)? <0-1> (grandma|granny|nan|grandmother|mother|mum|mom|wife|secretary|blonde@n|girl@n|woman|women|pensioner@n|elderly|intern)',
    'even <0-1> (your|my|the|a) <0-1> (blonde|old|elderly) (secretary|assistant|receptionist|wife|mother|colleague|granny|aunt)',
    'blonde (secretary|assistant|receptionist|waitress)',
    'for <0-1> (men|lads|blokes|guys|women|girls) , (real|proper|actual) ones',
    "(ladies|girls|sweetheart|love) <0-1> (:|,)? <0-2> (there's (always)? (the)? (salad|rosé)|stick to|have the salad|the salad is|leave it to)",
    '(not|nor|no) <0-2> (tomboy@n|sissies|wimps|girly girls|nancy boys|princesses)',
    '(like|throw like|run like|cry like|drive like|fight like|scream like) (a girl|a woman|a sissy|little girls|an old lady|an old woman|a blonde|old people|a grandma) ; unless-here: like a girl boss ; unless: proud | campaign | feel like',
    "(women|girls|ladies|men|boys|guys|old people|the elderly|pensioners|millennials|boomers|foreigners|immigrants|fat people|disabled people|blondes|gays|muslims|jews) <0-2> (can't|cannot|don't understand|shouldn't|should not|are too|are bad|are terrible|are useless|belong|never understand|only think|talk too much|aren't welcome|not welcome|need not apply|should stay|know nothing|are so emotional|are lazy|stink|ruin|don't belong)",
    '(women|wife|wives|ladies|woman|girl@n|mum@n|mom@n|housewife|housewives) <0-4> (in the kitchen|back to the kitchen|behind the wheel|the ironing|the cleaning|the dishes|the laundry|know their place|at home where) ; unless: chef@n | recipes | team',
    '(even|so simple|so easy|easy enough for) <0-3> (a woman|women|your wife|the wife|girls|a girl|your mum|your mom|your grandma|your grandmother|a blonde|blondes|old people|pensioners) <0-3> (can|could|understand|understands|manage|will|get it|gets it)?',
    '(no|ban|keep out) (old people|fat people|foreigners|immigrants|women|men allowed|blacks|gays|muslims|jews|disabled|fatties|oldies|pensioners|girls allowed|boomers) ; unless: charge | fee',
    "(man's|men's|women's|woman's|girl's|girls'|boys'|boy's) (job|work|world|stuff|business|drink)",
    "(man up|grow a pair|don't be a girl|don't be such a girl|don't be a sissy|not for sissies|boys will be boys|weaker sex|fairer sex|women drivers|woman driver|old maid|real men|real women|dumb blonde|blonde moment|blonde joke@n|bimbo@n|hysterical woman|hysterical women|time of the month|nagging wife|gold digger@n|little lady|little woman|sissy|sissies|pansy|girly man|feminazi@n|mansplain me|wear the trousers|wear the pants|who wears the trousers|ball and chain|make me a sandwich)",
    '(pretty|attractive|hot|sexy|good-looking|good looking|beautiful|slim|young|cute) <0-1> (waitress*|girl@n|saleswoman|saleswomen|salesgirl@n|secretary|secretaries|receptionist@n|assistant@n|hostess*|barmaid@n|female@n) ; unless: dress | print | pattern',
    '(hiring|looking for|seeking|wanted|apply|recruiting|need|position@n|candidate@n|staff) <0-6> (young and dynamic|young energetic|under <number>|under thirty|aged <number>|no older than|men only|women only|male only|female only|male preferred|female preferred|males preferred|females preferred|native speaker@n only|no kids|no children|not pregnant|unmarried|good-looking|attractive|able-bodied|between <number> and <number> years|digital native@n|recent graduates only|youthful)',
    '(young|youthful) <0-2> (team|staff) <0-3> (only|no oldies|under)',
    "(old (hag@n|biddy|geezer@n|bat|fart@n|fogey@n|crone@n|codger@n)|geriatric@n|senile|over the hill|past it|past her prime|past his prime|past your prime|too old (for|to)|at your age|ok boomer|old people smell|mutton dressed as lamb|spinster@n|wrinklies|coffin dodger@n) ; unless: never too old | n't too old | not too old | old bat",
    '(go back|send them back) (to your|to their|where you|where they|to where)',
    '(dirty|filthy|lazy|stupid|greedy|thieving|smelly|bloody) (foreigner@n|immigrant@n|mexican@n|arab@n|jew@n|gypsy|gypsies|pole@n|asian@n|muslim@n|chinese|indians|africans|blacks|french|refugee@n|poor people)',
    '(chink@n|paki@n|nigger@n|nigga@n|wog@n|spic@n|kike@n|gook@n|wetback@n|raghead@n|towelhead@n|gyppo@n|pikey@n|coon@n|golliwog@n|redskin@n|injun@n|chinaman|ching chong|blackface|jewed|gypped|gyp|slanty eyes|third-world people|illegal aliens) ; unless-here: chink in the armour | chink of light ; unless: maine coon',
    '(cheap as|tight as|drunk as|lazy as) <0-1> (jew|scotsman|scot|irishman|gypsy|mexican)',
    "(fat|chubby|obese|ugly|overweight|flabby|plus-size|large) <0-2> (people|women|girls|ladies|customers|guests|men|folks) <0-4> (not|need not|shouldn't|stay|avoid|banned|don't|can't|cover|hide|beware|should)",
    '(hide|conceal|cover|camouflage|disguise) <0-3> (flab|fat|rolls|muffin top|bulge@n|love handles|big thighs|ugly|wobbly bits|bingo wings|your flaws|fat arms|fat belly)',
    '(fatty|fatties|fatso|lardass|lard-arse|fat cow|fat pig|whale of a woman|skinny bitch|only for skinny|slim people only|no fatties|midget@n|freak show|cripple@n|crippled|spastic@n|spaz|retard@n|retarded|mongoloid|mong|moron with|lunatic@n|nutcase@n|psycho@n|schizo@n|mental case|loony|looney|insane asylum|wheelchair-bound|deaf and dumb|so ocd|bit ocd|so bipolar|totally bipolar|so autistic|are you blind|are you deaf|tone-deaf like|like a retard) ; unless: midget tomato* | psycho film | fatty acid@n | looney tunes | fatty fish | tuna',
    "(faggot@n|fag@n|dyke@n|tranny|trannies|poof@n|poofter@n|homo@n|queer as|no homo|that's so gay|so gay|lesbo@n|shemale@n|ladyboy@n|gay agenda|pansy boy|real couple@n|normal couple@n|normal famil*)",
  ],
  weak: [
    '(ladies and|housewives|housewife|the elderly|old folks|old lady|oldies|grannies|girls) <0-4> (simple|easy|understand|struggle|confused|technology)',
    '(native english speaker@n|cultural fit|recent graduate@n|digital native@n|high energy|well-presented|young team|young and dynamic)',
    '(exotic|ethnic|ghetto|tribal|savage|primitive) <0-2> (people|women|girls|beauty|guys|look)',
    '(for (women|girls|ladies)) <0-3> (pink|cleaning|cooking|ironing|shopping)',
    '(for (men|boys|guys)) <0-3> (tools|tech|engines|business|diy)',
  ],
};
