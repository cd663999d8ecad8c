import type { Topic } from '../lexicon.js';

/**
 * Subjects that a charter may rule out, each with strong lines (a finding alone) and weak ones (a word that needs
 * company). A word with a common innocent sense ("match", "stage", "parti", "régime") is never strong alone.
 */
export const frenchTopics: readonly Topic[] = [
  {
    id: 'recruitment',
    label: { en: 'Recruitment and jobs', fr: 'Recrutement et emploi' },
    strong: [
      '(on|nous|qui|ça) recruter@v:fin',
      '<start> (nous)? recrutons',
      'recruter@v:inf+fin <0-4> (vendeur*|serveur*|cuisini*|développeur*|équipe|profil@n|collaborateur@n|collaboratrice@n|saisonni*|apprenti*|stagiaire@n|alternant@a|commercial@a|technicien*|mécanicien*|conseill*|assistant@a|personne@n|talent@n|chargé@a)',
      "(offre@n|opportunité@n|annonce@n|contrat@n|proposition@n) d'emploi@n",
      '(offre@n|recherche|convention@n|demande@n) de (stage@n|alternance)',
      '(campagne|vague|session|journée@n|forum|salon|plan|processus|entretien@n|jury) de recrutement',
      '(recrutement|embauche)@n <0-3> (en cours|ouvert@a|immédiat*|prévu*|lancé@a)',
      'poste@n <0-4> (à pourvoir|vacant@a|ouvert@a|disponible@n|en cdi|en cdd|à temps plein|à temps partiel|basé à)',
      '(cdi|cdd|alternance|intérim|temps plein) <0-6> (pourvoir|poste@n|candidat*|postul*|cv|recrut*|embauch*|rejoi*|salaire|brut)',
      "(nous|on) (recherchons|cherchons|recherche|cherche|embauchons|embauche|engage|engageons) <0-3> (un|une|des|notre|nos|quelqu'un|deux|trois|<number>) <0-3> (vendeur*|vendeuse@n|serveur*|serveuse@n|cuisini*|commis|développeur*|collaborateur@n|collaboratrice@n|saisonni*|apprenti*|stagiaire@n|alternant@a|commercial@a|technicien*|mécanicien*|conseill*|assistant@a|renfort@n|personne pour|talent@n|chef de|responsable@n|couturi*|étudiant@a|barista@n|plongeur*|profil@n|extra@n|coiffeur*|médiateur*|comptable@n)",
      '(on|nous) (embauche|embauchons|engage)',
      '(envoie|envoyez|adresse|adressez|dépose|déposez|transmets|transmettez|joins|joignez|envoyer|adresser|glisse) <0-4> (cv|candidature@n|lettre de motivation)',
      '(ton|votre|vos|des|leur) (cv|candidature@n|lettre de motivation)',
      '(postuler@v:inf+imp|postule|postulez|candidatez|candidater)',
      "(rejoins|rejoignez|rejoindre|intègre|intégrez|intégrer) <0-2> (l'équipe|notre équipe|nos équipes|les équipes|une équipe) ; unless: jeu | club | tournoi | quiz",
      "(fiche de poste|profil recherché|expérience exigée|expérience souhaitée|débutant accepté|débutants acceptés|prise de poste|salaire selon profil|rémunération selon|période d'essai|job d'été|job étudiant|jobs d'été|petit job|contrat saisonnier|marché du travail|chercheur@n d'emploi|demandeur@n d'emploi|pôle emploi|france travail|chasseur de têtes|marque employeur|mutuelle et tickets|tickets resto)",
      '(cherche|cherchons|recherchons|recherche) <0-2> (stagiaire@n|alternant@a|apprenti@a|renfort@n|saisonniers|extras|bras)',
      '(étudiant@a|toi qui|tu) <0-4> (cherches|cherchez|cherche) <0-2> (un stage|une alternance|un job|un emploi|un travail|du travail|un boulot)',
    ],
    weak: [
      'embaucher@v',
      'embauche@n',
      'recrutement@n',
      'recruter@v',
      'candidature@n',
      'candidat@a',
      "emploi@n ; unless-here: mode d'emploi | emploi du temps | prêt à l'emploi | emplois du temps",
      'alternance ; unless: saveur@n | cultures',
      'stage@n ; unless-here: stage de (couture|danse|yoga|cuisine|poterie|voile|tennis|surf|théâtre|musique|chant|peinture) ; unless: couture | danse | yoga | poterie | vacances scolaires | initiation',
      '(cdi|cdd|cv|intérim|intérimaire@n|stagiaire@n|apprenti@a|carrière@n)',
    ],
  },
  {
    id: 'finance',
    label: { en: 'Finance, stock market, savings', fr: 'Finance, bourse, épargne' },
    strong: [
      "(bitcoin@n|crypto@n|cryptomonnaie@n|crypto-monnaie@n|ethereum|nft@n|blockchain|trading|trader@n|cac 40|nasdaq|wall street|forex|dogecoin|stablecoin@n|nasdaq|livret a|assurance-vie|assurance vie|plan d'épargne|pea)",
      "(en|la|à la|de la) bourse ; unless-here: bourse aux | bourse d'étude* | bourse de (livres|échange|vêtements) ; unless: vêtements | jouets | étudiant* | vélo@n | lauréat*",
      '(cours|marché@n|place@n|introduction) (de bourse|boursier@a|financier@a)',
      '(investir@v|placer@v) <0-4> (argent|économies|épargne|bourse|actions|crypto*|or|immobilier|pierre)',
      "(taux) (d'intérêt|du crédit|immobilier@a|directeur@n|d'emprunt|du livret)",
      '(crédit|prêt|emprunt) (immobilier|à la consommation|bancaire|conso|à taux zéro)',
      "(résultats|bénéfice@n|chiffre d'affaires|résultat|ebitda|marge brute|dividende@n) <0-3> (trimestriel*|annuel*|semestriel*|net@a|record@n|du trimestre|en hausse|en baisse|progress*|publi*|consolidé*|par action)",
      '(levée de fonds|lève <0-2> (millions|euros)|tour de table|capital-risque|capitalisation boursière|actionnaire@n|dividende@n|valorisation boursière|inflation|banque centrale|bce|rentabilité locative)',
      "(millions|milliards) d'euros <0-3> (de chiffre|de bénéfice|de pertes|levés|de valorisation|d'investissement)",
    ],
    weak: [
      'épargner@v',
      "(épargne|placement@n|investissement@n|bourse|portefeuille d'actions|obligations|rendement@n|plus-value@n|krach|spéculation|fonds)",
      'investir@v ; unless: temps | coeur | lieux | énergie | pièce | garde-robe',
      "crédit@n ; unless-here: crédit photo@n | crédits photo@n | crédit d'impôt",
    ],
  },
  {
    id: 'crypto',
    label: { en: 'Cryptocurrencies', fr: 'Cryptomonnaies' },
    strong: ['(bitcoin@n|crypto@n|cryptomonnaie@n|crypto-monnaie@n|ethereum|nft@n|blockchain|dogecoin|stablecoin@n)'],
    weak: ['(jeton@n|portefeuille@n numérique@n|minage|wallet@n)', '(halving|airdrop@n|token@n)'],
  },
  {
    id: 'real-estate',
    label: { en: 'Real estate', fr: 'Immobilier' },
    strong: [
      '(agence immobilière|agent immobilier|marché immobilier|investissement locatif|bien immobilier|annonce immobilière|promoteur immobilier|prix au mètre carré|prix du mètre carré|état des lieux|location meublée|frais de notaire|compromis de vente|immobilier)',
      '(appartement|studio|maison|villa|local|f3|t2|t3|duplex|loft) <0-6> (à louer|à vendre|en location|à céder|mètres carrés|m2|m²|loyer|charges comprises)',
      '(à louer|à vendre|loue|vends) <0-3> (appartement|studio|maison|villa|local|duplex|garage|terrain|t2|t3)',
      'loyer@n <0-4> (euros|mensuel|hausse|encadrement|modéré@a|charges|impayé@n|cher@a|baisse|<number>)',
    ],
    weak: ['(loyer@n|locataire@n|propriétaire@n|copropriété|colocation|déménagement|notaire)', 'appartement@n'],
  },
  {
    id: 'politics',
    label: { en: 'Politics, elections, demonstrations', fr: 'Politique, élections, manifestations' },
    strong: [
      '(élection@n|présidentielle@n|législatives|municipales|scrutin@n|référendum|suffrage|électeur@n|électrice@n|bulletin de vote|bureau de vote|second tour|premier tour des|campagne électorale|abstention|isoloir|intentions de vote) ; unless-here: élection de miss ; unless: miss | recette préférée',
      '(voter@v|votez|vote) <0-2> (macron|le pen|mélenchon|à gauche|à droite|blanc|utile|contre le|la liste|écologiste@n|socialiste@n|pour le maire|dimanche prochain|aux élections|aux municipales|pour la liste|pour le candidat)',
      '(président|présidente) de la république',
      "(premier ministre|première ministre|gouvernement|ministre@n|député@a|sénateur@n|sénatrice@n|assemblée nationale|sénat|parlement|matignon|elysée|parlementaire@n|conseil municipal|préfet|motion de censure|49.3|conseil des ministres|chef de l'état|remaniement) ; unless-here: ministre du culte | rue du sénat",
      '(monsieur|madame|notre|le|la|du|au|ancien) maire ; unless: inaugur* | maison | boulanger | accueillons',
      "(parti|partis) (politique@n|socialiste|communiste|républicain@a|de gauche|de droite|au pouvoir|d'opposition|écologiste)",
      "(la|de|extrême|l'extrême|centre) (gauche|droite) <0-3> (au pouvoir|gouvern*|politique@n|extrême|vot*|élu*)",
      '(extrême droite|extrême gauche|extrême-droite|extrême-gauche|rassemblement national|les républicains|insoumis|la france insoumise|renaissance macron|macronist*|macron|mélenchon|le pen|trump|poutine|zemmour|bardella|sarkozy|hollande|biden|zelensky)',
      "(réforme@n|loi@n|projet de loi|politique|mesure@n|décision@n|promesse@n|incompétence|inaction) <0-2> (du gouvernement|des retraites|de l'immigration|gouvernemental@a|de nos dirigeants|des élus|du ministre|du président|fiscale du)",
      '(hommes|homme|femme|femmes|débat@n|classe|vie|opinion@n|paysage|parti|militant@a|engagement|actualité|crise|combat|camp) politique@n',
      '(nos|les|vos|ces) (politiques|politiciens|élus|dirigeants|gouvernants|députés)',
      '(manifestation@n|manif@n|cortège@n|rassemblement) <0-5> (contre|syndicat@n|retraite@n|gouvernement|gilets jaunes|place de la république|réforme@n)',
      '(gilets jaunes|immigration|migrants|souveraineté|nationalis*|capitalis*|communis*|fascis*|gauchist*|facho@n|wokis*|islamo-gauchis*|grand remplacement|sans-papiers|guerre en ukraine|conflit israélo-palestinien|gaza|brexit|peine de mort)',
    ],
    weak: [
      'politicien@n',
      "politique@n ; unless-here: politique de | politique d'échange | politique commerciale | notre politique",
      "(état|impôts|taxe@n|citoyen@a|syndicat@n|démocratie|république|liberté d'expression|pouvoir d'achat) ; unless: place de la | rue de la | bon état | excellent état",
      'voter@v',
      'maire@n',
      "élu@a ; unless: produit de l'année | saveur | meilleur@a",
    ],
  },
  {
    id: 'religion',
    label: { en: 'Religion', fr: 'Religion' },
    strong: [
      '(dieu|jésus|allah|mahomet|prophète@n|évangile@n|coran|bible|torah|saint-esprit|jésus-christ|notre seigneur) ; unless-here: mon dieu | dieu merci | oh mon dieu | hôtel-dieu | bon dieu | demi-dieu ; unless: bible de la | bible du | bible des',
      '(religion@n|religieux|religieuse de|laïcité|islam|islamique@n|catholicisme|catholique@n|protestant@a|musulman@a|judaïsme|bouddhisme|évangélique@n|athé*|chrétien@a|croyants|mécréant@n|hérétique@n|blasphème@n|secte@n) ; unless-here: religieuse au | religieuses au',
      "(le pape|la messe|les fidèles de la paroisse|la mosquée|la synagogue|le ramadan doit|voile islamique|port du voile|signe@n religieux|guerre de religion|séparation de l'église|foi chrétienne|foi en dieu)",
      '(prier@v|prions|priez) <0-2> (dieu|pour|le seigneur|ensemble le|marie|le ciel)',
      "(l'église) <0-2> (catholique|doit|condamne|dit|enseigne|et l'état|protège)",
    ],
    weak: [
      "(église@n|mosquée@n|synagogue@n|temple@n|curé@n|imam@n|prêtre@n|paroisse@n|messe@n|prière@n|foi|bénédiction@n|pasteur@n|baptême@n|ramadan|carême|halal|casher) ; unless: place de l'église | derrière l'église | en face de | mauvaise foi | bonne foi | rue | concert | chorale",
    ],
  },
  {
    id: 'gossip',
    label: { en: 'Gossip and celebrities', fr: 'Potins et célébrités' },
    strong: [
      '(people|célébrité@n|star@n|influenceu*|vedette@n|chanteu*|acteur@n|actrice@n|miss france|princesse|kardashian|beyoncé|téléréalité|télé-réalité) <0-5> (sépar*|divorc*|trompé@a|rupture|infidél*|en couple|enceinte|clash*|scandale|ragot@n|rumeur@n|bague|mariage secret|bad buzz|chirurgie)',
      '(potin@n|ragot@n|commérage@n|les marseillais à|koh-lanta|gala people|closer|voici dévoile|loft story|secret story|presse people|famille royale|vie privée de)',
      '(il paraît que|la rumeur|les rumeurs|on raconte que|on dit que) <0-8> (trompe|couche|divorce|sépar*|quitté|ruiné@a|faillite)',
    ],
    weak: ['(célébrité@n|people|rumeur@n|téléréalité|clash@n|scandale@n|paparazzi)'],
  },
  {
    id: 'sport-results',
    label: { en: 'Sport results', fr: 'Résultats sportifs' },
    strong: [
      "(ligue 1|ligue 2|ligue des champions|coupe du monde|euro 2028|top 14|roland-garros|tour de france|psg|l'om|équipe de france|les bleus|ballon d'or|champions league|premier league|liga|six nations|mbappé|xv de france|nba|formule 1|grand prix de f1) ; unless: crêpe@n | écran | diffus* | retransmi*",
      '(match|finale|demi-finale|rencontre|derby) <0-6> (gagné@a|perdu@a|nul|score|but@n|victoire|défaite|équipe|adversaire|arbitre|hier soir|penalty|prolongation@n|stade|foot*|rugby|coupe|championnat|qualifi*|élimin*)',
      '(victoire|défaite|score|but@n|penalty) <0-6> (<number> <0-1> <number>|contre|match|finale|prolongation@n|championnat|psg|om)',
      '(football|foot|rugby|championnat@n|classement de|mercato|penalty|hors-jeu|tirs au but|carton rouge|coup franc) ; unless: chaussure@n de | terrain | mi-temps de | à mi-temps | emploi | contrat | baby-foot',
    ],
    weak: [
      'match@n ; unless-here: match parfait | match nul',
      '(championnat@n|tournoi@n|victoire@n|supporter@n|stade@n|arbitre@n|tennis|cyclisme|entraîneur@n|médaille@n)',
    ],
  },
  {
    id: 'internal',
    label: { en: 'Internal matters', fr: 'Affaires internes' },
    strong: [
      "(plan social|plan de licenciement|plan de sauvegarde|pse|rupture conventionnelle|burn-out|burnout|prud'hommes|harcèlement|inspection du travail|délégué syndical|redressement judiciaire|liquidation judiciaire|dépôt de bilan|cessation de paiement|arrêt maladie|arrêts maladie|conflit social|dialogue social|comité d'entreprise|cse|négociations salariales)",
      '(licencier@v|licenciement@n|viré@a|démission@n|démissionner@v|mis à la porte|mise à pied)',
      '(grève|grévistes|débrayage|piquet de grève|préavis de grève) ; unless: transports | sncf | ratp | métro | train@n | livraison@n',
      '(notre|nos|le|la|les|du|ma|mon) (direction|patron@n|patronne|manager@n|rh|actionnaires|collègue@n|ancien salarié|ex-salariée|employé@n|chef|associé@n) <0-5> (refuse|impose|licenci*|ment|mentent|a démissionné|a quitté|est parti|viré@a|harcèl*|abus*|incompétent*|absent@a|en conflit|nous exploite|sanctionn*)',
      '(salaire@n|prime@n|augmentation@n|heures supplémentaires|congés) <0-4> (impayé@a|refusé@a|gelé@a|non payé@a|en retard|salariés|supprim*|insuffisant*)',
      "(ambiance|tensions|conflit@n|règlement de comptes) <0-3> (en interne|dans l'équipe|au bureau|internes|entre collègues|avec la direction)",
    ],
    weak: [
      '(salarié@a|syndicat@n|direction|démission@n|licenciement@n|ressources humaines|drh|réorganisation|restructuration|hiérarchie|salaire@n|heures sup)',
    ],
  },
  {
    id: 'charity',
    label: { en: 'Charity appeals', fr: 'Appels aux dons' },
    strong: [
      '(faire un don|faites un don|fais un don|appel aux dons|appel à la générosité|collecte de fonds|cagnotte@n|reversé@a <0-3> (association@n|ong|fondation@n)|reversons|reverse <0-3> (euro@n|association@n)|téléthon|restos du coeur|croix-rouge|unicef|secours populaire|secours catholique|don du sang|défiscalis*)',
    ],
    weak: ['(association@n caritative@n|caritatif|caritative|solidarité|solidaire@n|bénévole@n|don@n|ong)'],
  },
  {
    id: 'weather',
    label: { en: 'Weather', fr: 'Météo' },
    strong: [
      '(météo france|bulletin météo|prévisions météo|alerte météo|vigilance (orange|rouge|jaune)|avis de tempête|alerte canicule|température@n <0-3> (attendu*|prévu*|degrés))',
    ],
    weak: [
      '(météo|canicule|orage@n|tempête@n|verglas|averses|degrés) ; unless: dehors | cuire | four | lavage | laver',
    ],
  },
  {
    id: 'lifestyle',
    label: { en: 'Recipes, fashion, holidays', fr: 'Recettes, mode, vacances' },
    strong: [
      '(recette@n) <0-3> (de|du|pour|préférée@n|facile@n|gourmande@n|famille|grand-mère) ; unless-here: recettes et (dépenses|charges) | recettes fiscales | recette de (cuisine comptable) ; unless: fonctionnelle | comptable | dépenses | encaissements | test@n',
      "(préchauffez|enfournez|mélangez|fouettez|épluchez|faites revenir|laissez mijoter|cuillère à soupe|cuillères à soupe|cuillère à café|gousse@n d'ail|pâte brisée|farine)",
      '(tendance@n|défilé|look|tenue|outfit|garde-robe) <0-3> (mode|printemps|été|automne|hiver|saison|du jour|fashion)',
      '(fashion week|plage@n|crème solaire|transat@n|destination de rêve|bon plan vacances|destination@n <0-2> vacances)',
    ],
    weak: [
      "(cuisine|recette@n|vacances|mode!|maquillage|décoration|shopping|barbecue|apéro) ; unless-here: mode (sombre|avion|hors|test|démo|d'emploi|de) | en mode | congés | cuisine interne",
    ],
  },
  {
    id: 'astrology',
    label: { en: 'Astrology', fr: 'Astrologie' },
    strong: [
      '(horoscope@n|astrologie|astrologue@n|astrologique@n|astro du|signe astro|signe du zodiaque|signes du zodiaque|zodiaque|mercure rétrograde|ascendant (bélier|taureau|gémeaux|cancer|lion|vierge|balance|scorpion|sagittaire|capricorne|verseau|poissons)|thème astral|voyante@n|voyance|cartomancie|tarot divinatoire|numérologie|pleine lune en)',
      '(bélier|taureau|gémeaux|sagittaire|capricorne|verseau|scorpion) <0-4> (bélier|taureau|gémeaux|cancer|lion|vierge|balance|scorpion|sagittaire|capricorne|verseau|poissons|semaine|chance|travail)',
    ],
    weak: ['(astres|planètes|natif@n|pleine lune|karma|tarot) ; unless: désastre@n'],
  },
  {
    id: 'counterfeit',
    label: { en: 'Counterfeits', fr: 'Contrefaçon' },
    strong: [
      '(contrefaçon@n|contrefait@a|faux sac@n|fausse montre|fausses marques|dupe@n <0-2> (de|du|parfait)|réplique@n <0-2> (parfaite|de sac|de montre|exacte)|imitation@n <0-2> (parfaite|de marque|chanel|vuitton|gucci|hermès|nike)|copie conforme du|(copie@n) <0-3> (parfaite@n|du sac|de marque|de luxe|de créateur|du modèle))',
      "(identique à l'original|comme l'original|sans le logo|au prix du faux)",
    ],
    weak: [
      '(copie@n|dupe@n|imitation@n|réplique@n|faux) ; unless: faux-fuyant | cuir | fourrure | vrai ou faux | ongles | cils | pli@n',
    ],
  },
  {
    id: 'alcohol-excess',
    label: { en: 'Excess of alcohol', fr: "Excès d'alcool" },
    strong: [
      '(open bar|open-bar|binge drinking|cul sec|à boire sans limite|coma éthylique|gueule de bois)',
      "(vin@n|bière@n|alcool@n|cocktail@n|rosé|mojito@n|champagne|shot@n|rhum|spritz|pinte@n|apéro) <0-4> (à volonté|illimité@a|à gogo|jusqu'au bout de la nuit|sans modération|coule@n à flots|à flots)",
      '(à volonté|illimité@a|à gogo) <0-3> (vin@n|bière@n|alcool@n|cocktail@n|rosé|mojito@n|champagne|shot@n)',
      "(se bourrer la gueule|se mettre une cuite|prendre une cuite|finir sous la table|ivre@n mort@n|rouler sous la table|boire jusqu'à|bois jusqu'à|buvez jusqu'à|une bonne cuite|finir bourré@a|rentrer en rampant|défoncé@a à)",
    ],
    weak: [
      '(ivresse|ivre@n|saoul@a|soûl@a|bourré@a|cuite@n|pompette|picole@n|shots) ; unless-here: terre cuite | bien cuite@n | cuite au | cuites au | cuite à ; unless: vapeur | four | livre',
    ],
  },
];
