/**
 * The small words by which a language is known, lower case, as written. Content words do not belong here: a French text
 * may speak of a "brunch". Words that French and English share (on, a, me, but) say nothing and are left out.
 */
export const FUNCTION_WORDS = {
  fr: `
    le la les un une des du de au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle nous vous ils elles qui que quoi dont où
    et ou mais donc ni car dans par pour avec sans sous sur chez vers entre depuis pendant avant après jusqu' l' d' j' m' t' s' c' n' qu' est sont était sera êtes sommes suis
    es été être avoir ai as avons avez ont avait fait faites faire peut pouvez pouvons va allez vont ne pas plus rien jamais toujours aussi très bien tout tous toute toutes
    même si comme quand comment pourquoi ici là voici voilà merci bonjour oui non y en se lui eux moi toi -vous -nous -moi -toi -t -il -elle -on à déjà encore chaque autre quel quelle
  `,
  en: `
    the an of to and in for with at from by is are was were be been being have has had do does did will would can could should may might must this that these those it its
    you your yours we our ours they their them he she his her i my mine us who what which when where why how not n't 're 've 'll 'm 's if or so than then there here
    all any some more most just only very too also into about over after before out up down as no yes please thanks thank hello let get got make take come back each every other
  `,
  es: `
    el los las una unos unas del al y o pero con sin sobre para por según que qué quien cuando cómo dónde es son era está están fue ser estar hay tiene tenemos nuestro nuestra
    nuestros nuestras su sus mi mis tu tus yo él ella nosotros ellos usted ustedes muy más menos también ya todo todos todas este esta estos estas ese esa hola gracias sí
  `,
  de: `
    der die das den dem des ein eine einen einem einer eines und oder aber nicht mit ohne für von zu zum zur im am auf aus bei nach über unter vor seit ist sind war waren wird
    werden haben hat hatte ich du er sie wir ihr ihnen euch uns unser unsere euer eure mein dein sein auch noch schon nur sehr wie was wer wo wann warum alle alles heute hier danke hallo
  `,
  it: `
    il lo gli uno una del dello della dei degli delle al allo alla ai agli alle dal dalla nel nella nei sul sulla con senza per tra fra che chi cosa quando come dove perché è sono era
    siamo siete essere avere ho hai ha abbiamo avete hanno non più anche già tutto tutti tutte questo questa questi queste nostro nostra nostri vostro vostra suo sua ciao grazie
  `,
  nl: `
    de het een en of maar niet met zonder voor van naar op in uit bij om te aan over onder is zijn was waren wordt worden heeft hebben had ik jij je u hij zij wij we jullie hun ons onze
    uw mijn jouw deze dit die dat ook nog al alleen heel hoe wat wie waar wanneer waarom alle alles vandaag hier dank bedankt hallo
  `,
  pt: `
    o os as um uma uns umas do da dos das no na nos nas ao aos à às e ou mas com sem para por pelo pela que quem quando como onde é são era está estão foi ser estar há tem temos
    nosso nossa nossos nossas seu sua seus suas meu minha eu ele ela nós eles você vocês muito mais também já tudo todos todas este esta isto não sim olá obrigado obrigada
  `,
} as const;

/** Those that a text can be told to be in. */
export type KnownLanguage = keyof typeof FUNCTION_WORDS;
