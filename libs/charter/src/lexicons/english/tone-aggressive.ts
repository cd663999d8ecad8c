import type { GradedLexicon } from '../lexicon.js';

/**
 * Wording that blames, mocks, threatens or dismisses the reader or others. Self-mockery and idioms of food or
 * sport ("killer deal", "to die for") must not be here; swear words belong to profanity.
 */
export const englishToneAggressive: GradedLexicon = {
  purpose: {
    en: 'Blame, mockery, threats and dismissal, of readers or of others.',
    fr: "Reproches, moqueries, menaces et congés donnés aux lecteurs ou à d'autres.",
  },
  strong: [
    // lessons
    '(learn|try learning|go learn) <0-2> (to|how to) (read|count|spell|listen|behave|drive|wait|use google) ; unless: class | course | workshop | with us | kids | children | sew',
    "(can|do) you (not|n't|even) (read|count|understand|listen|tell the time)",
    '(try|maybe|perhaps|consider|how about) (reading|listening|thinking|looking|checking|growing up) <0-3> (properly|next time|for once|before you|before complaining|before posting) ; unless: aloud | glasses',
    '(read|open your eyes|use your eyes|use your brain|think|do your research|do your homework) <0-5> before you (complain|moan|whine|post|comment|write|ask|email|criticise|criticize|speak|open)',
    'before (complaining|moaning|whining|posting|commenting|asking|you complain|you whine|you moan|opening your mouth)',
    "(how many times|how hard|how difficult|what part of|which part of) <0-6> (do we|do i|can it|is it|do you|don't you|have we|must we)",
    "(it's|it is|is it|it isn't|that's) (not|n't|really)? (that|rocket|so|too|really that) (hard|difficult|complicated|science|much to ask)",
    '(for the|for the very) (last|hundredth|millionth|tenth|umpteenth|thousandth) time',
    "(as we've|like we|as we) (said|told you|explained|already) <0-2> (a hundred|a thousand|many|countless|ten) times",
    "(you|they) (clearly|obviously|apparently|still|evidently) (can't|cannot|don't|do not|didn't|have no|never|haven't|know nothing|refuse)",
    '(grow up|get a life|get a grip|wake up people|wise up|do your job|get real|cry about it|cry me a river|cry more|boo hoo|touch grass|calm down|chill out|stop crying|stop whining|stop moaning|stop complaining|stop lying|quit whining|quit moaning|quit complaining|spare us) ; unless: kids grow up | when you grow up | grow up with | grow up in | growing | baby',
    'stop (wasting|asking|harassing|pestering|pretending|bothering|being so|making excuses|blaming|messaging us|calling us)  ; unless: food | water | energy | time searching',
    "(don't|do not|never) (come|bother|expect) <0-3> (crying|whining|complaining|moaning|running|us to|coming back|back)",
    // whose fault
    "(it's|it is|that's|that is|is) (entirely|all|only)? (your|their) (own)? (fault|problem|loss|mess|mistake) ; unless: whatever is your | what is your | not your | n't your",
    "your (own)? fault ; unless: not your | n't your | never your",
    '(your|their) own (mess|problem|stupid mistake|stupidity)',
    '(you|they) (only|just)? (have|have only) (only)? yourself to blame',
    "(you|they) (should|could|ought to) (have|'ve|of) (read|thought|listened|known|booked|checked|asked|come|called|planned|paid)  ; unless: seen | tasted | tried",
    '(we|i) (did)? (warn|warned|told|tell) you (so|already|before|repeatedly|twice|all|<exclamation>|.)',
    "(don't|can't) say (we|i) (didn't|did n't|never) (warn|tell)",
    '(serves|served) (you|them|him|her) right',
    '(you|they) (had|have) it coming',
    '(blame|blames) (yourself|yourselves|nobody but)',
    '(too bad|tough luck|hard luck|tough) (for)? (you|them|then|<exclamation>|.)',
    '(you get what you pay for|you asked for it|you had one job)',
    // doors
    "(deal with it|get over it|suck it up|live with it|like it or (lump|leave) it|take it or leave it|get used to it|put up or shut up|tough it out)  ; unless: let us deal | we'll deal | how to | team will",
    "if you (don't|do not|can't|cannot|didn't) (like|afford|agree|appreciate|understand|want|wait|read|respect|be bothered) <0-6> (go|leave|don't|shop|try|eat|stay|find|you know|there's|unfollow|tough|that's|then|the door|do us|you shouldn't|you don't|take your|you're)",
    "if you (can't|cannot|can not) (afford|handle|read|be bothered|manage|follow)",
    "(go|shop|eat|look|try|buy|whine|complain|moan|cry) (somewhere|someplace|anywhere) else ; unless: never | why | need to | don't need | wouldn't | won't find",
    '(take|taking) your (business|money|custom|complaints|whining) (elsewhere|somewhere else|away)',
    "(you know where the (door|exit) is|there's the door|there is the door|the door is (that way|over there))",
    "(don't let the door|the door is that way|good riddance|bye felicia|see you never|unfollow us|feel free to (leave|unfollow|go)|nobody is forcing|nobody's forcing|no one is forcing|nobody asked|no one asked|nobody cares|no one cares|who asked|we don't care|we couldn't care less|couldn't care less|could care less|not our problem|not my problem|mind your own business|keep your opinion|keep your opinions|keep it to yourself|we won't miss|you won't be missed|won't be missed)",
    '(shut up|get lost|go away|piss off|buzz off|get out of here|shut your mouth|go to hell|back off|talk to the hand|jog on|sod off) ; unless: go away for | weekend | holiday | before you go',
    "(we|i) (don't|do not) (need|want) (customers|people|clients|guests|your|you|folks|reviewers) <0-2> (like|who|money|business|opinion|here)",
    "(we're|we are|i'm) (not|n't) your (servant@n|slave@n|mother|mum|mom|babysitter@n|maid@n|doormat|therapist)",
    // insults
    "(you|you all|all of you|you're|they're|they are|you are|he's|she's) <0-2> (stupid|idiot@n|idiotic|moron@n|pathetic|clueless|ignorant|lazy|dumb|liar@n|incompetent|ridiculous|entitled|delusional|rude|illiterate|cheapskate@n|loser@n|clown@n|useless|brainless|dense|ungrateful|a joke|hypocrite@n|spoilt|spoiled|petty|bitter|jealous|cheap|dishonest|worthless|laughable) ; unless: n't | not | never | rotten | makes | feel",
    '(bunch|pack|bag|load|crowd) of (idiot@n|liar@n|moron@n|clown@n|amateur@n|whiner@n|crook@n|cheapskate@n|jerk@n|snowflake@n|losers|thieves|fools|crybabies|morons|hypocrites|freeloaders|sheep|copycats|frauds)',
    '(whiner@n|moaner@n|crybaby|crybabies|whingers|complainers|snowflakes|karens|keyboard warriors|keyboard warrior|armchair critics|armchair critic|haters|time-wasters|time wasters|timewasters|freeloaders|cheapskates|know-it-alls|morons|imbeciles|muppets|losers|copycats|crooks|scammers|con artists|charlatans) ; unless: cowboy boots | beware | report | avoid | protect | hat | amateurs welcome | amateurs and | film | cards | quiz | party | spot | hacks for | life hacks | top hacks | trick*',
    "(idiot@n|moron@n|imbecile@n|cretin@n|dimwit@n|halfwit@n|numpty|dumbass|twit|simpleton@n) ; unless: dostoevsky | idiot-proof | proof | i'm an",
    '(your|their|his|her) (stupidity|ignorance|laziness|incompetence|entitlement|stupid|pathetic|whining|moaning|tantrum@n|nonsense|petty|fake review@n|little tantrum|garbage|overpriced|so-called|sorry excuse|mediocre)',
    "(our|the other|other|some|those|these|rival) (competitor@n|competition|rivals|places|shops|restaurants|agencies|so-called experts|companies) <0-4> (rip you off|ripping|lie|lying|cheat|cheating|scam|steal|stole|copy|are a joke|are rubbish|are useless|have no clue|don't know|can't even|wouldn't know|serve rubbish|sell junk|sell rubbish|sell garbage|couldn't|should be ashamed)",
    '(rip-off|ripoff|rip off|ripped off) (merchants|artists|by|at)',
    '(shame on|how dare you|you should be ashamed|they should be ashamed|you disgust|disgraceful behaviour|disgusting behaviour|ashamed of yourself|ashamed of yourselves)',
    '(hope|hopefully) (you|they) (choke|fail|go bankrupt|learn|regret|get what)',
    "(thanks|congratulations|congrats|bravo|well done|kudos|hats off) (to|for) <0-5> (genius|idiot@n|moron@n|liar@n|coward@n|nothing|thief|thieves|wasting|ruining|couldn't be bothered|who can't|who couldn't|who didn't|no manners)",
    '(another|yet another|one more) <0-2> (genius|expert|clown|whiner|complaint|moaner|know-it-all|reviewer|critic) <0-2> (who|that|thinks|with)',
    // threats
    "(you|you'll|they'll|they|you will|they will) <0-1> (regret|be sorry|pay for|hear from our|live to regret|be hearing from) (it|this|that|our lawyer@n|lawyers|<end>|.|<exclamation>|crossing|messing)",
    "(or else|last warning|final warning|consider yourself warned|you have been warned|you've been warned|we know who you are|we know where you|we're watching you|watch your back|you'll see what|mess with us|don't mess with|don't test us|don't push) ; unless: spicy | hot | chilli | delicious | addictive",
    "(will|'ll|get|be|are) <0-2> (banned|blocked|blacklisted|removed|reported|kicked out|named and shamed|sued) <0-3> (immediately|for life|forever|without|on the spot|no questions|straight|instantly|<exclamation>|.)",
    '(see you in court|our lawyers|our solicitor|legal action) <0-4> (will|against|you|be in touch)?',
    '<start> (who cares|so what) (<question>|.|<exclamation>|<end>)',
  ],
  weak: [
    '(enough|fed up|sick and tired|sick|tired|done) (is enough|of|with) (people|customers|clients|excuses|being|this|your|these|the same|complaints|reviewers)',
    '(seriously|really|honestly|come on) <question>',
    "(some|certain) (people|customers|guests|clients|folks) (can't|just|still|don't|have no|never|clearly|think|need to)",
    '(no|zero|have some|show some|some) (manners|respect|common sense|decency|shame) ; unless: no shame in',
    '(end of story|end of discussion|full stop|period|like it or not|whether you like it|you know who you are)',
    '(obviously|clearly|apparently|evidently) (nobody|no one|you|some|people|certain)',
    '(disgraceful|unacceptable|pathetic|laughable|outrageous|appalling|inexcusable)',
    '(amateurish|second-rate|second rate|tacky|trashy|garbage|overpriced|bland) ; with: competitor* | rival* | they | them | their | other places',
  ],
};
