import type { GradedLexicon } from '../lexicon.js';

/**
 * Wording that belittles, shuts out or stereotypes people by sex, age, origin, body, disability, orientation or
 * religion. Plain names of groups and of departments ("rayon femme", "tarif senior") must not be here.
 */
export const frenchDiscriminatory: GradedLexicon = {
  purpose: {
    en: 'Belittling, excluding or stereotyping groups of people.',
    fr: 'Rabaisser, exclure ou caricaturer des groupes de personnes.',
  },
  strong: [
    "(les|ces|nos|vos|messieurs les|mesdames les)? (femmes|filles|nanas|dames|mecs|hommes|garçons|bonhommes|vieux|vieilles|jeunes|seniors|retraités|ados|blondes|gros|grosses|rondes|étrangers|parisiens|anglais|allemands|provinciaux|mamies|papis|mères|pères|femmes au foyer) <0-1> (,)? (ça|elles|ils|c'est) <0-2> (ne sait|ne savent|ne comprend|ne comprennent|sait pas|savent pas|ne sert|ne pense|ne pensent|ne fait|n'y connaît|n'y connaissent|râle|pleure|bavarde|papote)",
    "(il y a un âge (pour tout|où)|plus l'âge de|passé l'âge de|ce n'est plus de (ton|votre) âge|à un certain âge on)",
    'mieux vaut <0-1> (un|une) (homme|femme|mec|fille|garçon|jeune|français|française)',
    '(confiez|confier|laissez|laisse|donnez|donne|réservez|gardez) <0-5> (aux|à un|à une) <0-1> (moins de|hommes|femmes|mecs|filles|garçons|jeunes|homme|femme) <0-3> (ans)?',
    "(vu|avec|selon) (l'accent|la couleur|le prénom|l'origine|certains gabarits|votre gabarit|leur gabarit|son âge|votre âge|le voile)",
    '(bras|cuisses|hanches|ventre|fesses|jambes|gabarit@n|silhouette@n) <0-3> (généreux|généreuses|un peu (forts|fortes|généreux)|fort@a|ingrat@a|du dimanche)',
    "(toujours|même|enfin) <0-2> à l'heure <0-3> (on n'en revient|étonnant|incroyable|surprenant|bravo)",
    'pour (une fille|une femme|un vieux|un homme|une blonde|son âge|un étranger|une mère) <0-1> (,|.|<exclamation>|<end>) ; unless: cadeau@n | taille@n | coupe | vêtement@n | robe@n | pull@n | rayon',
    "(elles|ils) ne savent (pas|jamais) ce qu' (elles|ils) veulent",
    "même <0-1> (un|une|les|le|ton|ta|votre) <0-1> (mec@n|homme@n|garçon@n|bonhomme|mari|femme@n|fille@n|nana@n|papi|mamie|vieux) <0-2> (pouvoir@v|savoir@v|y arriver@v|arriver@v|comprendre@v|s'en sortir@v|réussir@v|devrait)",
    "(comme quoi|preuve que|la preuve qu') <0-2> (une femme|les femmes|une fille|les filles|un vieux|les seniors|un homme) <0-3> (pouvoir@v|savoir@v|comprendre@v|réussir@v|être@v)",
    "(jusqu'à|avant|après|passé|passés|dès|au-delà de) (vingt|trente|quarante|cinquante|soixante|soixante-dix|<number>) ans <0-4> (mieux vaut|il vaut mieux|on évite|évitez|évite|on range|on oublie|oubliez|oublie|ridicule@n|interdit|ce n'est plus|c'est fini|on arrête|laissez)",
    "(joli@a|beau|belle|bien|mignon@a|portable@n|permis) <0-2> (jusqu'à|avant) (vingt|trente|quarante|cinquante|soixante|soixante-dix|<number>) ans",
    '(laisser@v|laissez|laisse) <0-2> (ça|cela|le|la|les) <0-2> aux (jeunes|jeunettes|minces|hommes|femmes|garçons|filles|vraies|grands)',
    '(tempes grises|cheveux blancs|cheveux gris|collègues âgés|anciens|seniors|aînés|vieux) <0-8> (minitel|restés|ne savent|ne comprennent|dépassé@a|largué@a|perdu@a|pigeon voyageur|machine à écrire|à la traîne|ont du mal)',
    '(femmes|filles|dames|mesdames|copines) <0-2> (préférer@v|surveiller@v|compter@v|adorer@v|aimer@v) <0-3> (ligne|calories|poids|bavarder|papoter|shopping|silhouette|régime|salade@n)',
    '(salade@n|eau|léger|light|rosé|dessert@n) <0-4> pour madame <0-8> pour monsieur',
    'pour monsieur <0-8> pour madame ; with: salade@n | bœuf | boeuf | bière | steak | ménage | repassage',
    '(est|sont|était) (portugais@a|polonais@a|italien@a|espagnol@a|allemand@a|anglais@a|africain@a|arabe@n|chinois@a|japonais@a|roumain@a|marocain@a|corse@n|breton@a|antillais@a|belge@n|suisse@n|juif|juive|musulman@a|noir@a) <0-1> (,)? <0-1> (alors|donc|forcément|évidemment|du coup|normal)',
    "(forcément|évidemment|normal|alors) <0-2> (c'est|il est|elle est|ils sont|elles sont) <0-1> (une femme|une fille|un homme|un arabe|un noir|portugais|asiatique|italien|blonde|vieux|vieille|jeune)",
    '(pas|trop) <0-1> (pour|fait pour|conçu pour) <0-1> (les|des) (femmes|filles|hommes|vieux|gros|grosses|rondes|handicapés|étrangers|pauvres|petites natures)',
    '(tailles|clientes|femmes|filles|hommes|clients) <0-2> (un peu|très|trop|bien)? <0-1> (enveloppé@a|fort@a|corpulent@a|potelé@a|généreuses|bien portant@a|dodu@a|rembourré@a) <0-6> (chaise@n|siège@n|éviter@v|préférer@v|oublier@v|solide@n|cacher@v|banquette@n)',
    "(cache|cacher|masque|masquer|camoufle) <0-3> (ce que personne|ce qu'on ne veut|tout ce qui dépasse|vos défauts|tes défauts)",
    '(boulot|travail|affaire|truc|tâche|corvée|job) (de|pour) <0-1> (filles|femmes|mecs|hommes|garçons|vieux|stagiaire|arabe|esclave)',
    '(jeune@n|moins de (vingt|trente|quarante|cinquante|soixante|soixante-dix|<number>) ans) <0-3> (uniquement|seulement|exclusivement|de préférence|requis|exigé@a)',
    '(on préfère|nous préférons|on cherche|on ne prend que|priorité aux) <0-2> (les jeunes|des jeunes|profils jeunes|les hommes|les femmes|des hommes|des femmes|jeunes)',
    "même <0-1> (ta|votre|ma|ton|vos|une|un|les|la) <0-1> (mère|maman|grand-mère|mamie|mémé|femme|épouse|secrétaire|blonde@n|stagiaire|belle-mère|fille@n|vieux|vieille@n|senior@n|retraité@a|comptable blonde|assistante) <0-1> (blonde|âgée)? <0-4> (s'en sortir@v|y arriver@v|comprendre@v|savoir@v|pouvoir@v|réussir@v|s'y retrouver@v|s'en servir@v)",
    '(secrétaire|assistante|vendeuse|collègue|stagiaire|comptable|serveuse) blonde',
    '(pour|réservé aux|que pour) <0-1> (les)? (hommes|mecs|garçons|femmes|filles|mâles|dames) , les (vrais|vraies|durs|purs)',
    '(mesdames|les filles|les dames|madame) <0-1> (:|,)? <0-2> (il (vous)? reste|contentez-vous|il y a aussi la|on vous laisse|pour vous la|gardez)',
    '(un|une|le|la|des|les) <0-3> (de|pour) (les)? (hommes|mecs|mâles) (<end>|,|.|:) <0-4> (salade|régime|léger@a|rosé|dames|mesdames|filles)',
    '(pas|ni|ou) <0-2> (garçon@n manqué@a|femmelette@n|fillette@n|mauviette@n|chochotte@n)',
    // stereotypes of sex
    "(un|du|le|les|des|ce|métier@n|boulot|travail|affaire@n|truc@n|sport|jouet@n|tâche@n|job|voiture@n|boisson@n|outil@n|conversation@n) <0-2> (de|d'|pour|réservé@a aux) (bonne femme|bonnes femmes|femmelette@n|gonzesse@n|nana@n|fillette@n|tapette@n|vrais hommes|vrai mec|mauviette@n)",
    "(affaire@n|travail|métier@n|boulot|job) (d'|de) (homme@n|femme@n|fille@n|mec@n|garçon@n)",
    '(comme|pleurer comme|courir comme|conduire comme|jouer comme) (une fille|une fillette|une femmelette|une gonzesse|une femme|une blonde|une bonne femme|un vieux|une vieille) ; unless: comme une fille de | libre',
    "(les|vos|nos|ces|mesdames|pour les|toutes les) (femmes|filles|nanas|dames|blondes|hommes|mecs|garçons|mesdames|messieurs|vieux|vieilles|jeunes|étrangers|gros|grosses|handicapés|retraités) <0-3> (ne savent pas|ne comprennent|n'y comprennent|ne peuvent pas|sont trop|sont tous|sont toutes|sont faites pour|sont faits pour|savent pas|passent leur temps|ne pensent qu'|n'ont pas leur place|devraient rester|feraient mieux|ne devraient pas|sont nul@a|ne font que|coûtent|parlent trop|adorent dépenser|préfèrent le ménage|n'ont rien à faire|sont incapables)",
    '(femme@n|fille@n|dame@n|madame|mesdames|épouse@n) <0-4> (à la cuisine|en cuisine|au fourneau@n|aux fourneaux|au ménage|au foyer|au volant|derrière les fourneaux|le ménage|la vaisselle|le repassage|la lessive) ; unless: cheffe@n | recettes de | chef | équipe | gratuit',
    '(même|facile@n|simple@n|assez|accessible@n) <0-4> (une femme|ma femme|votre femme|ta femme|les femmes|une blonde|les blondes|ta mère|votre grand-mère|les vieux|une fille|un enfant de cinq ans et une) <0-3> (comprend|y arrive|comprendra|peut|pour|sait|pourrait|<exclamation>|.|<end>)',
    '(sexe faible|sois belle et tais-toi|soyez belles|blague@n de blonde@n|blonde@n <0-3> (bête@n|idiote@n|comprendre|comprend)|garçon manqué|hystérique@n|mal baisée|femme au volant|mégère@n|potiche@n|bimbo@n|nunuche@n|vieille fille|catherinette aigrie|crise féminine|ses règles|petites dames|petite dame|ma petite dame|homme de la maison|vrai homme|virilité|belle-mère@n acariâtre@n)',
    '(pour les|réservé aux|messieurs|les) <0-1> (hommes|mecs|messieurs|garçons) <0-4> (le bricolage|les outils|la mécanique|le barbecue|la technique|les affaires sérieuses)',
    '(pour les|mesdames|pour) <0-1> (femmes|filles|mesdames|ménagères) <0-4> (le ménage|la cuisine|la vaisselle|le repassage|la lessive|le shopping)',
    '(vendeuse@n|serveuse@n|hôtesse@n|assistante@n|secrétaire@n|réceptionniste@n|caissière@n) <0-4> (jolie@n|sexy|mignonne@n|souriante et jolie|belle@n|bien faite|agréable à regarder|féminine@n|séduisante@n|mince@n|célibataire@n)',
    '(jolie@n|sexy|mignonne@n|charmante@n|belle@n) <0-1> (vendeuse@n|serveuse@n|hôtesse@n|secrétaire@n|stagiaire@n|réceptionniste@n)',
    // age
    '(pas de|sans|interdit aux|marre des|trop de|place aux jeunes pas aux) (vieux|vieilles|vieillards|seniors|retraités|croulants|mémés|papys|jeunes|ados) ; unless: vieux pull@n | vieux livres | alcool | vieux stock | tarif@n',
    "(vieux croulant@n|vieille peau|vieilles peaux|vieux schnock@n|vieux con@n|vieux débris|vieille bique|vieilles biques|mémère@n|boomer@n|ringard@n de|trop vieux pour|trop vieille pour|trop vieilles pour|passé <number> ans|après <number> ans on ne|à votre âge|à ton âge|les petits vieux|gâteux|sénile@n|date de péremption <0-4> femme@n|jeuniste) ; unless: jamais trop vieux | jamais trop vieille | n'est jamais trop | vieux pour jouer | vinyle",
    '(cherche|cherchons|recherche|recherchons|recrutons|recrute|embauche|embauchons|poste@n|profil|candidat@a|équipe) <0-8> (jeune et dynamique|moins de <number> ans|de moins de <number>|entre <number> et <number> ans|homme uniquement|femme uniquement|de sexe|bonne présentation|sans enfant@n|sans charge de famille|physique agréable|nationalité française|langue maternelle française|célibataire@n|pas enceinte@n|valide@n|jeune femme|jeune homme|jeune fille|plutôt un homme|plutôt une femme|moins de trente ans|maximum <number> ans|<number> ans maximum|bien de chez nous|français de souche)',
    '(jeune femme|jeune homme|jeune fille|garçon|homme|femme) <0-4> (pour <0-2> (poste|vente|service|accueil|caisse|manutention)|de préférence exclusivement)',
    // origin and religion
    "(ces|les|des|vos|sale@n|bande d'|bande de|trop d') (étranger@a|arabe@n|noirs|noires|juifs|juif|chinois|gitans|gitan|roms|africains|immigrés|polonais|musulmans|roumains|blacks|asiatiques|portugais) <0-4> (voleur*|volent|puent|sales|envahi*|partout|dehors|paresseu*|ne savent|radins|profit*|bruyants|chez eux|chez nous|sont tous|rentrez|rentrent|comme d'habitude)",
    "(travail d'arabe|téléphone arabe de|accent de <0-3> (chinois|africain|arabe) ridicule|parler petit nègre|petit nègre|têtes de nègre|jaune@n comme un chinois|yeux bridés|radin comme un|avare comme un|soûl comme un polonais|saoul comme un polonais|ivre comme un polonais|voleur comme|rentre chez toi|rentrez chez vous|retourne dans ton pays|retournez dans votre pays|on est chez nous|vrais français|français de souche|pas de chez nous|gens du voyage <0-4> (interdit*|dehors|vol*)|bougnoul*|négro@n|youpin@n|bamboula@n|chinetoque@n|niakoué@n|raton@n d'|bicot@n|rital@n|boche@n|romano@n|feuj@n)",
    "(se déguiser|déguisement|costume@n|soirée) <0-3> (en noir|d'indien@n d'amérique|de chinois|d'arabe|blackface|de gitan@n|africain@n|de musulmane)",
    '(interdit|interdite|pas|refusé@a) <0-3> (voile@n|voilées|étrangers|arabes|noirs|juifs|musulmans|roms|homosexuels|gays|handicapés|gros|grosses|obèses|fauteuils roulants)',
    // body and disability
    "(grosse@n|gros|obèse@n|ronde@n|rondes|moche@n|laid@a|petit@a gros|boudin@n|baleine@n|thon@n|laideron@n|grassouillet*) <0-3> (s'abstenir|pas pour vous|passez votre chemin|interdit@a|ne rentr*|devraient|dehors|n'osez|restez chez|cachez)",
    '(cache|cachez|cacher|camoufle|camoufler|dissimule|dissimuler|cachent) <0-3> (bourrelet@n|rondeurs|kilos|grosses cuisses|gros ventre|défauts|bouées|formes disgracieuses|vos kilos)',
    "(boudinée@n|boudiné@a|gros tas|grosse vache|grosses vaches|gros lard|gros porc|sac d'os|planche à pain|grande perche|nabot@n|naine@n de jardin humaine|boudin@n de service|réservé aux minces|taille mannequin uniquement|on n'habille pas les|pas de grandes tailles ici|les filles minces|les vraies femmes)",
    '(attardé@a|mongol@n|mongolien*|débile@n mental*|gogol@n|triso@n|handicapé@a (mental|du|de)|schizo@n|sourdingue@n|sourd comme un pot|bigleux|estropié@a|infirme@n|aveugle comme|dialogue de sourds de|maniaco|psychopathe@n|fou à lier|asile de fous|neuneu@n|taré@a) ; unless: association | journée | sensibilis* | accueil* | accompagn* | famille@n | cuisine mongole | inclus*',
    // orientation
    '(tapette@n|pédé@n|pd|gouine@n|tafiole@n|tantouze@n|tarlouze@n|enculé@n|pédale@n de service|fiotte@n|travelo@n|trav@n|lopette@n|homo refoulé|efféminé@n|contre-nature|pas très viril|pas gay|pas homo) ; unless-here: pédale@n de vélo ; unless: mouche@n',
    '(vrai@n|normal@a) (couple@n|famille@n|mariage@n) <0-4> (un homme et une femme|papa maman|pas deux)',
  ],
  weak: [
    '(féminin et soigné|les ménagères|ménagère@n|nos petites mains|sexe opposé|gent féminine|ces demoiselles|cas social|cas sociaux|assisté@n|clochard@n|sdf|cassos|beauf@n|plouc@n|paysan@n arriéré@n|bouseux)',
    '(jeune et dynamique|bonne présentation|physique avantageux)',
    '(exotique@n|typé@a|racaille@n|de couleur) ; with: homme@n | femme@n | personne@n | client* | fille@n | gens',
    '(les vieux|vieillard@n|la vieille|troisième âge|croulant@n)',
    '(pour les (femmes|filles|hommes|garçons)) <0-4> (rose|bleu|cuisine|bricolage|ménage|poupée@n|voiture@n)',
  ],
};
