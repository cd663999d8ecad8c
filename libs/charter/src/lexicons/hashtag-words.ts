import type { Language } from '#kernel';

/**
 * Words that hashtags are made of, without accents, for finding where one ends and the next begins. Short words only
 * where they join others (de, le, of, the). A word that itself reads as two others stands in `WHOLE`.
 */
export const HASHTAG_WORDS: Readonly<Record<Language, string>> = {
  fr: `
    le la les un une des du de en au aux et ou a l d sur sous dans pour par avec sans chez mon ma mes ton ta tes son sa ses notre nos votre vos leur
    ce cette ces qui que quoi comme tout tous toute toutes plus moins bien bon bonne bons bonnes beau belle beaux belles petit petite petits petites
    grand grande grands grandes nouveau nouvelle nouveaux nouvelles vieux jeune jeunes premier premiere dernier derniere meilleur meilleure vrai vraie
    fait faits faite faites main mains maison maisons artisan artisans artisanal artisanale artisanat atelier ateliers boutique boutiques magasin commerce commerces commercant
    local locale locaux locales proximite quartier quartiers ville villes village campagne region france francais francaise paris lyon nantes lille bordeaux marseille toulouse rennes
    bretagne alsace provence normandie made in vie ville idee idees cadeau cadeaux fete fetes noel paques ete hiver automne printemps saison saisons jour jours
    journee soir soiree nuit matin midi week end weekend semaine mois annee annees heure heures temps lundi mardi mercredi jeudi vendredi samedi dimanche
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre rentree vacances voyage voyages tourisme visite visites balade randonnee nature jardin jardins
    jardinage fleur fleurs plante plantes arbre arbres foret mer plage montagne terre eau soleil pluie neige ciel animal animaux chien chiens chat chats cheval oiseau
    mode look tenue tenues style robe robes jean veste manteau chemise jupe pull couture tricot laine lin coton soie tissu tissus couleur couleurs seconde friperie vintage
    slow fashion retouche retouches reparation reparer recyclage recycler reemploi zero dechet dechets gaspillage anti durable durables ecologie ecolo bio vegan vegetarien
    cuisine cuisiner recette recettes plat plats menu carte chef chefs restaurant restaurants resto bistrot cafe the pain pains boulangerie boulanger patisserie patissier gateau gateaux chocolat
    tarte tartes fromage fromages vin vins biere bieres legume legumes fruit fruits marche marches viande poisson apero aperitif gouter dejeuner diner brunch gourmand gourmande gourmandise
    sante sport sports sportif club equipe equipes match course running velo natation yoga danse musique concert concerts festival cinema film films theatre livre livres lecture lire
    lecteur auteur auteurs librairie photo photos photographie art arts artiste artistes expo exposition musee patrimoine histoire culture dessin peinture creation creations createur createurs creatrice design deco decoration
    travail emploi metier metiers equipe entreprise entreprises entrepreneur start up startup projet projets innovation numerique digital web site internet data donnees logiciel logiciels application securite
    cyber intelligence artificielle ia formation formations ecole ecoles cours classe eleve eleves etudiant etudiants apprendre savoir faire conseil conseils astuce astuces truc trucs info infos actu actus actualite actualites
    question questions reponse jeu jeux concours gagner cadeau offre offres promo promos promotion solde soldes prix vente ventes achat acheter reduction livraison commande client clients service services
    merci bonjour bienvenue bonheur joie amour amis amies ami famille enfant enfants bebe maman papa femme femmes homme hommes humain humains humour coeur sourire ensemble solidarite solidaire
    association asso benevole benevoles don dons aide partage partager communaute rencontre rencontres evenement evenements inauguration ouverture portes ouvertes anniversaire ans coulisses behind scenes
    monde planete climat energie transport transports train mobilite auto voiture moto garage immobilier logement habitat architecture construction bois pierre metal papier verre ceramique bijou bijoux
    cuir sac sacs chaussure chaussures beaute coiffure cheveux soin soins bien etre detente massage parfum savon cosmetique naturel naturelle naturels fait frais fraiche origine qualite passion tradition
    fabrique fabrication produit produits producteur producteurs circuit court direct ferme fermier agriculture paysan miel oeuf lait confiture epicerie vrac panier
    challenge defi tendance tendances inspiration motivation lifestyle instagram insta love happy good food foodie
  `,
  en: `
    the a an of in on at to for from by with and or my your our his her their this that all new old big small little best good great better first last next
    hand made handmade home house shop shops shopping store stores local locals support business businesses brand brands market markets maker makers craft crafts crafted studio workshop
    love life live living work works working job jobs team teams office career day days night nights morning evening week weekend month year years time today monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december spring summer autumn fall winter season holiday holidays christmas xmas easter birthday
    party gift gifts idea ideas tip tips trick tricks tutorial how top news story stories throwback behind scenes scene open opening event events launch live sale sales deal deals offer offers
    free giveaway win winner contest price discount order delivery customer customers service thank thanks you welcome happy joy fun funny smile heart family families friend friends kids kid baby
    mum mom dad parent parents women woman men man people human community together volunteer volunteers charity help share sharing give giving back
    food foodie foods eat eating eats clean healthy health fit fitness gym sport sports run running runner cycling bike swim swimming yoga dance music concert gig festival film films movie
    book books reading reader readers read author authors writing writer writers art artist artists photo photos photography photographer design designer designers paint painting drawing draw print
    fashion style outfit wear dress dresses jeans jacket coat shirt skirt knit knitting wool cotton linen silk fabric sewing sew mending mend visible repair second vintage thrift slow sustainable sustainability
    ethical eco green zero waste plastic recycle recycled recycling planet earth climate nature natural garden gardening gardens flower flowers plant plants tree trees forest sea beach mountain sun rain snow sky
    animal animals dog dogs cat cats horse bird birds travel travels trip visit city town village street country world london paris uk usa england scotland
    cook cooking kitchen recipe recipes dish dishes menu chef chefs restaurant restaurants bistro cafe coffee tea bread bakery baker baking bake cake cakes chocolate pie cheese wine wines beer beers vegetable
    vegetables vegan vegetarian fruit fruits meat fish lunch dinner breakfast brunch drink drinks cocktail dessert sweet farm farmer farmers fresh organic seasonal
    tech technology data cloud cyber security software app apps web website online digital social media marketing content creator startup startups founder innovation artificial intelligence machine learning
    code coding developer developers open source remote school class classes course courses student students learn teacher teaching training skills question questions answer quiz
    question poll challenge trend trends inspiration inspired motivation monday mood goals quote quotes beauty hair skin care self wellness mental body mind soul
    car cars garage motor home decor interior interiors architecture build building wood stone metal paper glass ceramic ceramics pottery jewellery jewelry leather bag bags shoe shoes candle candles soap
    look looks lookbook up down out off just more most one two three only ever every never real true small girl boy big
  `,
};

/** Single words that would otherwise be taken for two. */
export const WHOLE: ReadonlySet<string> = new Set(
  `
  bonjour bonheur toutefois surtout partout pourtant maintenant aujourdhui longtemps printemps weekend toujours parfait parfum parfums bienvenue bienvenu bienetre portrait patrimoine
  restaurant restaurants artisan artisans marchand marchands marchande dessert desserts dentelle demain lesbienne maman mamans papa lapin lapins potage
  handmade homemade workshop workshops today everyone everything something weekend workout workouts homework classmate bookshop bookshops bookstore bookstores lookbook makeup birthday birthdays sunday
  football basketball handball volleyball facebook instagram youtube tiktok linkedin website websites online offline household upcycling startup startups superhero together butter another brother mother
  father weather feather forever without within into onto upon outfit outfits breakfast seafood teamwork network networks framework homeoffice playlist newsletter
  cupcake cupcakes pancake pancakes cheesecake sunflower sunflowers rainbow sunshine raincoat snowman waterfall lifestyle streetwear sportswear womenswear menswear knitwear fairtrade feelgood
  `
    .trim()
    .split(/\s+/),
);
