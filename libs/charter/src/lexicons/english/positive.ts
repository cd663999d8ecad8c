import type { PositiveLexicon } from '../lexicon.js';

/**
 * What makes a post warm or lively, for the axes that are displayed. No rule forbids or demands these words.
 */
export const englishPositive: PositiveLexicon = {
  purpose: {
    en: 'Warmth and energy.',
    fr: 'Chaleur et énergie.',
  },
  warmth: [
    '(hello|hi|hey|welcome|good morning|good evening|good afternoon|happy (monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend|birthday|new|holidays)|dear|see you|see you soon|take care|enjoy|have a lovely|have a great|have a good|cheers|congratulations|congrats|well done)',
    '(thank you|thanks|thank@v|thankful|grateful|gratitude|appreciate@v|appreciated|a huge thank|hats off)',
    "(love@v|lovely|glad|happy|happier|delighted|thrilled|proud|pleased|excited|warm|warmly|cosy|cozy|gentle|kind|kindness|friend@n|friendly|family|neighbour@n|neighbor@n|together|share@v|sharing|care@v|caring|hug@n|smile@n|smiling|joy|joyful|heart@n|hearts|comfort|comforting|sweet|cheer|dear|beautiful|pleasure|no worries|no problem|sorry|apologise@v|apologize@v|missed you|miss you|here for you|here to help|happy to help|by your side|with you|our community|because of you|we can't wait|looking forward|welcome back|come on in|door is open|sip|cuppa)",
  ],
  energy: [
    "(let's|let's go|here we go|ready|go|wow|yay|yes|woohoo|hooray|boom|at last|finally|off we go|on your marks|bring it on|game on|cheers)",
    '(dance@v|move@v|run@v|jump@v|race@v|fly@v|launch@v|kick off|start@v|celebrate@v|play@v|create@v|build@v|dare@v|explore@v|discover@v|leap@v|climb@v|shake@v|spin@v|swing@v|cook up|rush@v|grow@v|sparkle@v|light up|turn up|dive@v|sprint@v|party)',
    '(exciting|energetic|energy|lively|vibrant|fresh|bold|brand new|new|fun|festive|sparkling|buzzing|adventure@n|challenge@n|record@n|party|amazing|brilliant|fantastic|awesome|super|great|bright|zest|zingy|spark|buzz|thrilling|dynamic)',
    '<exclamation>',
  ],
};
