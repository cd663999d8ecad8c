/** French wordings that show that `vous` speaks to several people: it is no politeness then. */
export const PLURAL_ADDRESS: readonly string[] = [
  '(vous|votre|vos) <0-2> (tous|toutes|deux|trois|quatre|autres)',
  '(tous|toutes|plusieurs|beaucoup|certains|certaines|chacun|chacune|nombreux|nombreuses|lequel|laquelle|qui) <0-2> (parmi|entre|vous)',
  '(les|mes|nos|chers|chères|salut|bonjour|hello|coucou|merci|bravo) <0-2> (amis|amies|filles|gars|copines|copains|abonnés|abonnées|clientes|clients|voisins|voisines|gourmands|gourmandes|lectrices|lecteurs|mamans|papas|parents|habitués|habituées|équipes|liseronnes|artistes|couturières|fans|followers|participants|participantes|gagnants|gagnantes)',
  '(mesdames|messieurs|tout le monde|à tous|à toutes|à toutes et à tous|toutes et tous|tous et toutes|toi et|avec tes|ta bande|ton groupe|ta famille|tes amis|tes amies|entre amis|entre amies|en famille|à plusieurs|à deux|à trois|à quatre|les uns|êtes nombreux|êtes nombreuses|étiez nombreux|étiez nombreuses|étiez <number>|êtes <number>|vous êtes plus|vous avez été|ensemble)',
];

/** Words in -ez that are no imperative, or that are said to anybody: allez, hop. */
export const NO_IMPERATIVES: ReadonlySet<string> = new Set([
  'chez',
  'assez',
  'nez',
  'rez',
  'lez',
  'fez',
  'raz',
  'allez',
  'voyez',
  'tenez',
]);
