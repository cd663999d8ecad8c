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
    gestion digitale digital digitaux transformation transformations strategie strategies finance finances financier financiere comptabilite comptable comptables facturation facture factures tresorerie fiscalite fiscal budget budgets paiement paiements
    banque bancaire credit impot impots taxe taxes tva pme tpe eti patron dirigeant dirigeants manager managers management leadership gouvernance reunion reunions bureau bureaux teletravail productivite efficacite organisation performance performances croissance
    recrutement recruter emplois stage stages alternance carriere carrieres rh ressources humaines marque marques employeur communication marketing publicite reseaux sociaux social media contenu contenus influence influenceur influenceuse relation relations
    experience experiences utilisateur utilisateurs solution solutions outil outils technologie technologies technique tech code developpeur developpeurs cloud reseau mobile reglementation reglementaire conformite rgpd loi lois droit juridique contrat contrats
    sante medecine medecin hopital infirmier prevention respiration energie renouvelable renouvelables solaire eolien carbone environnement developpement biodiversite foret agricole ruralite rural economie economique circulaire sociale societe societes citoyen citoyenne
    politique publique public education pedagogie enseignement enseignant professeur bac rentree universite recherche science sciences scientifique
    femme feminin feminine masculin mixte egalite diversite inclusion handicap accessibilite parite sportive sportives sportifs entrainement entraineur competition competitions tournoi tournois finale victoire supporter supporters rugby foot football handball basket tennis natation athletisme cyclisme aviron escalade ski randonnees marathon trail
    tous ensemble dimanche terrasse pique nique barbecue glace glaces crepe crepes galette galettes burger pizza salade soupe soupes dessert desserts cocktail cocktails the degustation degustations vigneron vignerons domaine cave caves terroir terroirs saveur saveurs epice epices herbe herbes aromates potager recolte recoltes vendange vendanges chasse peche poisson poissons
    crustaces huitre huitres noel sapin bougie bougies calendrier avent galette rois carnaval poisson chandeleur halloween citrouille toussaint nouvel an reveillon
    mariage mariages mariee demoiselle bapteme naissance grossesse bebes parents parentalite enfance jouet jouets jeux video console cosplay
    robes soiree soirees pyjama chaussette chaussettes basket baskets bottes bonnet bonnets echarpe echarpes gants lunettes ceinture ceintures maillot maillots bain lingerie vestiaire garde penderie capsule basique basiques essentiel essentiels collection collections
    coupe coupes broderie crochet tricoter coudre patron patrons mercerie teinture vegetale upcycle upcycling occasion main recup recuperation ecoresponsable responsable responsables ethique equitable equitables
    lecture lectures roman romans poesie poeme poemes bd bande dessinee ecrire ecriture ecrivain theatre spectacle spectacles vivant scene scenes humour humoriste radio podcast podcasts musiques chanson chansons chanteur chanteuse guitare piano orchestre rap rock jazz classique electro
    route routes voyageur voyageuse escapade evasion aventure aventures decouverte decouvertes ile iles lac lacs riviere campagne camping van hotel hotels gite gites hebergement
    tuto tutos conseil pratique pratiques facile faciles rapide rapides simple simples minute minutes secret secrets top flop
    produits made francaise francaises bretonne breton basque corse alsacien normand provencal lyonnaise parisienne parisien savoir faires metiers art
    sante mentale mental stress sommeil equilibre respirer yoga meditation calme douceur
    projet collectif collective collectifs mobilisation engagement engage engagee engages cause causes manifeste
    partenaire partenaires partenariat collab collaboration sponsor sponsoring
    facile fidele fideles fidelite communautes abonne abonnes avis client temoignage temoignages satisfaction
    entretien silhouette reve reves linge tache taches lavage retour retours essayage cabine doublure ourlet ourlets bouton boutons fil aiguille machine levain fournil marmelade compote bouillon gratin truffe truffes agrume agrumes champignon champignons tomate tomates courge courges potiron fraise fraises pomme pommes poire poires cerise cerises asperge asperges mouton agneau canard volaille volailles oeufs beurre creme sucre sel cidre jus sirop verger vergers foire foires brocante marche guinguette bal fanfare chorale kermesse tombola loto quiz veillee rando trottinette tandem vacance echeance echeances relance relances devis comptes cloture clotures bilan bilans tableau tableaux export exports rapprochement justificatif justificatifs depense depenses recette fiscal urssaf cfe tns auto entrepreneurs independant independants liberal liberale commercants
    horoscope tarot astro humeur dimanche cafe
    challenge defi tendance tendances inspiration motivation lifestyle instagram insta love happy good food foodie
  `,
  en: `
    late early payment payments paid unpaid due overdue
    sourdough marmalade jam jams compote broth stock truffle truffles citrus mushroom tomato tomatoes squash pumpkin strawberry apple apples pear pears cherry cherries asparagus lamb duck chicken egg eggs butter cream sugar salt cider juice orchard fair fete carnival choir raffle quiz bingo hem hems button buttons thread needle lining stain stains laundry iron ironing fitting mirror waist linen season batch jar jars proof proving loaf loaves crust roll rolls bun buns meringue trifle chutney pickle pickles stew stews pantry cellar deadline invoice quote quotes reminder reminders ledger balance sheet receipt receipts expense expenses export audit audits close closing month end quarter filing forecast forecasts payroll supplier suppliers vendor vendors dashboard match pitch goal goals team squad club sharing caring matters matter talk talks chat chats club run runs ride rides walk walks
    management manager managers project projects digital transformation transformations strategy strategies finance finances financial accounting accountant accountants invoice invoices invoicing cash flow cashflow budget budgets budgeting payment payments
    bank banking credit tax taxes vat sme smes enterprise company companies corporate leader leaders leadership governance meeting meetings remote hybrid productivity efficiency organisation organization performance growth growing scale scaling
    hiring recruiting recruitment career careers intern internship human resources hr employer employee employees branding communication communications content influencer influencers relations public
    experience user users solution solutions tool tools tips technologies technical engineer engineers engineering mobile network networks regulation regulations regulatory compliance gdpr law legal contract contracts
    medicine medical doctor hospital nurse nurses prevention energy renewable renewables solar wind carbon environment environmental development biodiversity agriculture rural economy economic circular society citizen citizens
    education university research science sciences scientist maths
    female male equality diversity inclusion inclusive disability accessibility pride sporty training trainer coach coaching competition competitions tournament tournaments final finals victory champion champions supporter supporters rugby soccer basketball tennis swimming athletics rowing climbing ski skiing hiking hike marathon trail triathlon
    roast roasts brunch dish dishes terrace picnic barbecue bbq ice cream pancake pancakes burger burgers pizza pasta salad salads soup soups dessert desserts cocktails tasting tastings winery vineyard cellar flavour flavours flavor flavors spice spices herb herbs harvest fishing seafood oyster oysters street
    must have haves do dos never stop keep going
    wedding weddings bride bridal groom bridesmaid engagement baby babies pregnancy newborn parenting motherhood fatherhood childhood toy toys game games gaming gamer video console
    dresses pyjamas pajamas sock socks trainers sneakers boots hat hats scarf scarves gloves sunglasses glasses belt belts swimwear swimsuit lingerie wardrobe capsule basics essential essentials collection collections accessories
    cut pattern patterns embroidery crochet knitting dyeing upcycled upcycle preloved loved thrifted fair trade responsible conscious consumer consumption
    novel novels poetry poem poems comic comics writing theatre theater show shows stage comedy comedian radio podcast podcasts song songs singer singing guitar piano orchestra rap rock jazz classical
    road roads traveller traveler getaway escape adventure adventures discovery discover explore explorer island islands lake lakes river countryside camping camper van hotel hotels hostel lodge
    tutorial easy quick simple minute minutes secret secrets hack hacks diy guide guides
    mental stress sleep balance breathe breathing meditation calm gentle
    collective movement mobilise engaged cause causes manifesto
    partner partners partnership collab collaboration sponsor sponsored
    loyal loyalty feedback review reviews testimonial testimonials satisfaction
    back front side line lines club clubs member members membership season ticket tickets box boxes card cards table tables chair bar bars pub pubs kitchen kitchens room rooms garden
    morning vibes vibe feeling feelings good mood boost smile smiles dream dreams big break breaks
    money save saving savings invest investing investment property estate agent real
    ready set go get set up down tag week wonderful throwback flash
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
  automobile automobiles autoecole portemanteau portefeuille passeport plateforme plateformes microentreprise malentendu gentilhomme bonhomme madame mademoiselle monsieur lendemain davantage aussitot bientot
  sitot autrefois parfois quelquefois beaucoup auparavant dorenavant enfin ensuite entracte entretien entretiens contrepoint contretemps portable portables vinaigre vinaigrette chevrefeuille tournesol tournesols parapluie parasol
  tirelire passerelle millefeuille millefeuilles croquemonsieur hautbois rougegorge courtcircuit minibus supermarche hypermarche autoroute covoiturage telephone television photographe photographie photographies
  weekday weekdays seaside lakeside riverside countryside mountainside bedside fireside household households housewarming housework homeowner homegrown homecoming hometown homework bookkeeping bookkeeper bookworm
  cookbook cookbooks notebook notebooks facebook playground playtime teatime lunchtime daytime nighttime bedtime springtime summertime wintertime sometime sometimes anytime lifetime halftime overtime meantime
  sometimes somewhere someone somebody anyone anybody anything everybody nothing nobody nowhere however whatever whenever wherever whoever forever moreover handbag handbags handshake handout backpack backpacks backstage
  backyard background backbone feedback comeback flashback cashback paperback playback throwback snowboard skateboard skateboarding dashboard keyboard cardboard cupboard overboard raincoats sunglasses sunset sunrise sunburn
  sunscreen moonlight daylight spotlight highlight highlights flashlight candlelight headlight headline headlines deadline deadlines guideline guidelines hairline hairstyle hairdresser hairdressing haircut bathroom bedroom
  classroom showroom ballroom mushroom mushrooms newsroom checkout checkin takeaway takeaways takeout layout buyout shoutout standout lookout blackout payout payday holiday holidays doomsday birthday everyday
  snowball football softball baseball netball volleyball basketball meatball meatballs fireball fireplace firework fireworks firefighter marketplace workplace birthplace showcase suitcase staircase briefcase shipyard vineyard
  vineyards farmhouse greenhouse lighthouse warehouse powerhouse townhouse clubhouse storytelling storyteller bestseller bestsellers newcomer newcomers welcome income outcome become overcome freelance freelancer
  goodbye goodwill goodnight grandmother grandfather grandparents grandma grandpa stepmother godmother motherhood fatherhood childhood neighbourhood neighborhood brotherhood womanhood chairman chairwoman craftsman
  craftsmanship sportsman sportswoman businessman businesswoman salesman fisherman gentleman gentlemen superman spiderman batman postcard postcards postman scorecard flashcard cardholder teapot teaspoon tablespoon tablecloth
  waterproof windproof foolproof rainproof watermelon waterside seafront seashell seaweed airport airline passport passports transport carpool carpooling carport network networking artwork framework groundwork woodwork
  woodworking metalwork needlework patchwork brickwork paperwork fieldwork teamwork timework masterclass masterclasses masterpiece mastermind timeline timetable countdown breakdown lockdown showdown slowdown sundown
  cashflow workflow overflow overview interview interviews preview review upload download update upgrade uptown downtown downhill uphill upbeat offbeat heartbeat heartfelt heartwarming sweetheart breakthrough
  breakeven underground underwater underwear undercover understand crossfit crossroads crossword password keyword keywords buzzword blacksmith goldsmith goldfish jellyfish shellfish starfish butterfly dragonfly ladybird
  blueberry blueberries strawberry strawberries raspberry blackberry gingerbread shortbread sourdough cornflakes popcorn hotdog bulldog sheepdog catwalk sidewalk moonwalk worldwide nationwide citywide wildlife nightlife
  midlife lifeguard lifeline pipeline online baseline airmail email voicemail eyewear footwear sleepwear swimwear menswear womenswear knitwear streetwear sportswear loungewear eyebrow eyelash eyeshadow footprint blueprint
  fingerprint imprint newspaper newspapers wallpaper sandpaper toothbrush toothpaste haircare skincare daycare childcare healthcare homecare bluebell doorbell barbell bodybuilding bodyguard scrapbook
  cupcake cupcakes pancake pancakes cheesecake sunflower sunflowers rainbow sunshine raincoat snowman waterfall lifestyle streetwear sportswear womenswear menswear knitwear fairtrade feelgood
  `
    .trim()
    .split(/\s+/),
);
