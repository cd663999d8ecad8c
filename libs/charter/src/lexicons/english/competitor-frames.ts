import type { FrameLexicon } from '../lexicon.js';

/**
 * Frames around a competitor's name; {name} is replaced by each name of the charter, as a capitalised name.
 */
export const englishCompetitorFrames: FrameLexicon = {
  purpose: {
    en: 'Comparisons with, and mentions of, a competitor by name.',
    fr: 'Comparaisons avec un concurrent nommé, et mentions de son nom.',
  },
  frames: [
    '{name} (needs|takes|asks|makes|wants|says|still|just|costs|does|offers|promises|forgets|requires|gives|serves)',
    '(better|cheaper|faster|fresher|easier|tastier|nicer|safer|more reliable|less expensive|simpler) <0-2> than <0-2> {name}',
    '(unlike|compared to|compared with|as opposed to|rather than|instead of|in contrast to|next to|not like|just like|like|versus|vs) {name}',
    '(forget|ditch|leave|quit|dump|skip|avoid|boycott|goodbye|bye|drop) <0-1> {name}',
    '(switch|switching|switched|move|moving|moved|migrate|migrating|coming|come|upgrade) (over)? from {name}',
    '(at|from|with|by|over at|down at|to|than) {name}',
    "{name} <0-1> ('s)? <0-1> (customers|users|fans|prices|recipe|quality|menu|service|charge@v|sell@v|copy|copies|can't|doesn't|won't|is|are|has|never)",
    '(alternative|answer|rival|competitor|equivalent) <0-1> (to|of) {name}',
    '{name} (vs|versus|or) (us|our)',
    '(even|and|or|nor) {name}',
  ],
};
