import type { InvitationLexicon } from '../lexicon.js';

/**
 * Calls to do something. Statements ("we will be open") must not be here.
 */
export const englishInvitations: InvitationLexicon = {
  purpose: {
    en: 'Invitations: to answer here, or to take a step.',
    fr: 'Invitations : à répondre ici, ou à faire un pas.',
  },
  interaction: [
    'cast your vote',
    '(ticket@n|entry|registration@n|sign-up@n|signups|trial@n|membership@n|door@n|kick-off|place@n|spot@n|booking@n) <0-3> (open|available|from|at the|online|free|via|on the door|here|now)',
    "(we're|we are) counting on you",
    "(you're|you are|everyone is|everyone's|all|families|newcomers|beginners|kids) <0-2> (welcome|invited|expected)",
    "(open to (all|everyone)|free entry|bring (your|a|the)|come (and|along|down)|support (us|our|the)|cheer|get (your|involved|down)|be (there|part of)|who's (in|coming|up for)|fancy (a|joining|trying)|grab (your|a)|save (your|the)|pencil (it|us) in|put it in your diary|mark your (diary|calendar))",
    '(ring|phone|call|text|dial) (us|<number>|the (shop|restaurant|number))',
    '(<start>|and|or|,|then|please|just) <0-1> (activate|redeem|choose|switch|upgrade|renew|subscribe|compare|test|sample|share|invite|rent|donate|track|create|build|print|scan|fill|complete|update|check|confirm|warm|treat|slip|grab|secure|book|unlock|simplify|connect|log) <0-2> (it|your|our|the|a|an|in|up|now|on|to|here|one|today|this|for|online|yourself|with)',
    '(tell|show|let|send|give|share|ask|surprise|impress|help) (us|me)',
    '(<start>|and|or|,|then|please|just) <0-1> (comment|reply|answer|vote|like|share|tag|repost|retweet|save|follow|subscribe|mention|guess|pick|choose|react|join|enter|drop|post|pop|leave|swipe|nominate|suggest|submit|respond|weigh in) <0-2> (us|below|this|your|a|in|with|now|comment@n|the|someone|friend@n|here|for|to|and|if|by|or|which|one|me|who|what|up|it|yes)',
    '(in the (comments|replies|chat)|comments below|down below|hit reply|hit like|double tap|double-tap)',
    "(what|which|who|where|when|why|how) <0-4> (you|your|yours|you'd|you'll|favourite|favorite|would|do|are|is|did|have|best) <0-8> <question>",
    '(do|are|have|would|could|can|did|will|were) (you|any of you|anyone) <0-8> <question>',
    '(team|this|tea|sweet|yes|red) <0-3> or <0-4> <question>',
    "(yay or nay|yes or no|hot or not|this or that|true or false|agree or disagree|agree <question>|thoughts <question>|any ideas <question>|sound familiar <question>|guilty <question>|anyone else|who's with us|over to you|your turn|your call|you decide|you choose|caption this|fill in the blank|finish the sentence|poll time)",
    "(we|we'd|we would) <0-2> (love|want|like) (to hear|to know|to see|your)",
    '(tag|bring|send this to|share this with) <0-2> (friend@n|someone|colleague@n|mate@n|mum|sister|who)',
    '(and you|what about you|how about you|you <question>|yours <question>)',
    '(poll|quiz|contest|giveaway|competition) <0-4> (enter|vote|join|below|take part)',
  ],
  action: [
    '(<start>|and|or|,|then|please|just) <0-1> (come|pop|drop|swing|visit|meet|join|stop|call|book|reserve|order|buy|shop|try|taste|discover|explore|sign|register|download|click|tap|get|grab|pick|see|check|read|watch|listen|learn|find|browse|save|claim|start|request|schedule|contact|message|email|dm|apply|bring|treat|take|make|head|pre-order|preorder|add|wear|enjoy|swipe|give|open|mark|set|plan|follow|subscribe|go|stay|ask|use|turn|enter|collect) <0-1> (us|by|in|over|along|and|on|now|online|your|our|a|an|the|up|for|one|here|yours|more|out|today|at|this|it|with|some|down|round|from|to|before|off|into|via|how)',
    '(link|details|tickets|info|menu|dates|booking) <0-1> (in|below|here|on|via|at) <0-1> (bio|comment@n|profile|below|here|our|site)?',
    "(see you|we can't wait to see|we'd love to see|we hope to see|join us|save the date|book now|order now|shop now|learn more|find out more|read more|sign up|swipe up|get in touch|give us a call|come along|come and|come on in|all welcome|everyone welcome|everyone is welcome|rsvp|tickets here|walk-ins welcome|stop by|drop in|why not|fancy <0-6> <question>|want to <0-8> <question>|ready to <0-8> <question>|how about|let's|don't forget|feel free to|you're invited|you are invited|pre-order|head over|tune in|stay tuned)",
  ],
};
