import type { FrameLexicon } from '../lexicon.js';

/**
 * Frames around a competitor's name; {name} is replaced by each name of the charter, as a capitalised name.
 * Praise of a neighbour by name is still naming him: what differs is only how sure the finding is.
 */
export const frenchCompetitorFrames: FrameLexicon = {
  purpose: {
    en: 'Comparisons with, and mentions of, a competitor by name.',
    fr: 'Comparaisons avec un concurrent nommé, et mentions de son nom.',
  },
  frames: [
    '{name} (est|a|fait|demande|prend|vend|réclame|affiche|promet|annonce|coûte|exige|met|reste|propose|impose|oublie)',
    "(mieux|meilleur@a|moins cher@a|plus cher@a|plus rapide@n|plus simple@n|plus fiable@n|plus beau@a|plus frais) <0-2> (que|qu'|qu'à|que chez) <0-1> {name}",
    "(contrairement|comparé@a|face|par rapport|à la différence|à l'inverse|à l'opposé) (à|de|aux)? <0-1> {name}",
    '(chez|de chez|comme|comme chez|pas comme|sur|avec|sans|contre|après|depuis) {name}',
    '(oubliez|oublie|quittez|quitte|laissez tomber|laisse tomber|abandonnez|lâchez|fuyez|évitez|boycottez) <0-1> {name}',
    '(passez|passer|migrez|migrer|venez|basculez|changer|changez) (de|depuis) {name}',
    "(client@n|cliente@n|utilisateur@n|ancien@a|déçu@a|fan@n|prix|équipe|recette@n|qualité|modèle@n|copie@n) <0-1> (de|d'|par|chez) {name}",
    "{name} <0-2> (n'a|n'ont|ne|n'est|copier@v|vendre@v|proposer@v|facturer@v|pratiquer@v|fait|peut|ment|augmenter@v|fermer@v|trembler@v)",
    '(alternative|remplaçant@a|équivalent@n|concurrent@n) <0-1> (à|de|du) {name}',
    "(plutôt|autant|aussi bien|pareil|même qualité) (que|qu') <0-1> {name}",
    '(ni|ou|vs|versus|et) {name}',
    '{name} (vs|versus|ou) (nous|notre)',
  ],
};
