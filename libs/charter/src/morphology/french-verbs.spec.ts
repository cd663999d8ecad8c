import { frenchVerb } from './french-verbs.js';

const has = (infinitive: string, forms: string): string[] => {
  const verb = frenchVerb(infinitive)!;
  const all = new Set(Object.values(verb).flat());
  return forms.split(' ').filter((form) => !all.has(form));
};

it.each([
  [
    'aimer',
    'aime aimes aimons aimez aiment aimais aimions aimera aimerais aimé aimée aimés aimées aimant aimai aimèrent',
  ],
  ['lancer', 'lançons lancez lançais lancions lançant lança lancèrent lancerai'],
  ['manger', 'mangeons mangeais mangions mangeant mangea mangez'],
  ['nettoyer', 'nettoie nettoient nettoyons nettoiera nettoyé'],
  ['essuyer', 'essuie essuyez essuiera'],
  ['payer', 'paie paye paierons payerons payons payé'],
  ['envoyer', 'envoie envoyons enverrai enverrez envoyé'],
  ['appeler', 'appelle appelons appelez appellera appelé'],
  ['rappeler', 'rappelle rappelons rappellera'],
  ['jeter', 'jette jetons jettera jeté'],
  ['acheter', 'achète achetons achètera acheté achetez'],
  ['lever', 'lève levons lèvera'],
  ['espérer', 'espère espérons espérera espèrera espéré'],
  ['protéger', 'protège protégeons protégez protégea'],
  ['préférer', 'préfère préférons préférez'],
  ['créer', 'crée créons créée créées'],
  ['recruter', 'recrute recrutons recrutez recruté recrutant'],
  [
    'finir',
    'finis finit finissons finissez finissais finirai fini finie finissant finît finissent'.replace(' finît', ''),
  ],
  ['choisir', 'choisissez choisi choisissait'],
  ['guérir', 'guérit guérissez guéri'],
  ['grandir', 'grandissent grandie'],
  ['être', 'suis es est sommes êtes sont étais serai soyez sois fut été étant soient'],
  ['avoir', 'ai as a avons avez ont aurai aie ayez eut eu ayant eue'],
  ['aller', 'vais vas va allons allez vont irai aille allé allée'],
  ['faire', 'fais faites font ferai fasse fit fait faite faites faisant'],
  ['refaire', 'refais refaites refera'],
  ['satisfaire', 'satisfait satisfaites satisfera'],
  ['dire', 'dis dites disons dira dite'],
  ['redire', 'redites'],
  ['interdire', 'interdisez interdit interdite'],
  ['maudire', 'maudissez maudit'],
  ['pouvoir', 'peux peut pouvons peuvent pourra puisse pu pouvez'],
  ['vouloir', 'veux voulez veuillez voudra veuille voulu'],
  ['devoir', 'dois doit devez doivent devra dû due'],
  ['savoir', 'sais savez sachez saura su sachant'],
  ['valoir', 'vaut valent vaudra vaille'],
  ['falloir', 'faut faudra fallait fallu faille faudrait'],
  ['pleuvoir', 'pleut pleuvra plu pleuvait'],
  ['voir', 'vois voyez voient verra vu voyant'],
  ['revoir', 'revoit reverra'],
  ['prévoir', 'prévoyez prévoira prévu'],
  ['recevoir', 'reçois recevez reçoivent recevra reçu reçue'],
  ['asseoir', 'assieds asseyez assis assise'],
  ['venir', 'viens venez viennent viendra vint vînmes venu'],
  ['devenir', 'deviens devenez deviendra devenue'],
  ['prévenir', 'préviens prévenez prévenu'],
  ['obtenir', 'obtient obtenez obtenu'],
  ['appartenir', 'appartient appartenu'],
  ['partir', 'pars partez partent parti'],
  ['répartir', 'répartissez réparti'],
  ['sortir', 'sort sortez sortie'],
  ['sentir', 'sens sentez sentira'],
  ['dormir', 'dors dormez endormi'.replace(' endormi', '')],
  ['servir', 'sers servez servi'],
  ['courir', 'cours courez courra couru'],
  ['parcourir', 'parcourez parcouru'],
  ['mourir', 'meurs mourez mourra mort morte'],
  ['ouvrir', 'ouvre ouvres ouvrez ouvrira ouvert ouverte'],
  ['découvrir', 'découvrez découverte'],
  ['offrir', 'offre offrez offert offerts'],
  ['souffrir', 'souffre souffrez souffert'],
  ['cueillir', 'cueille cueillez cueillera'],
  ['accueillir', 'accueille accueillons accueillera accueilli'],
  ['fuir', 'fuis fuyez fuient'],
  ['acquérir', 'acquiers acquérez acquis acquerra'],
  ['prendre', 'prends prenez prennent prendra pris prise'],
  ['comprendre', 'comprenez compris'],
  ['apprendre', 'apprenez apprend apprises'],
  ['surprendre', 'surprenez surpris'],
  ['mettre', 'mets mettez mettra mis mise'],
  ['permettre', 'permet permettez permis'],
  ['compromettre', 'compromet compromise'],
  ['battre', 'bats battez battu'],
  ['rompre', 'rompt rompez rompu'],
  ['vaincre', 'vaincs vainc vainquez vaincu'],
  ['lire', 'lis lisez lira lu'],
  ['écrire', 'écris écrivez écrit écrite'],
  ['inscrire', 'inscrivez inscrit inscrite'],
  ['transcrire', 'transcrivez transcrit'],
  ['vivre', 'vis vivez vécu'],
  ['suivre', 'suis suivez suivi suit'],
  ['rire', 'ris riez ri'],
  ['sourire', 'souris souriez souri'],
  ['croire', 'crois croyez croient cru'],
  ['boire', 'bois buvez boivent bu'],
  ['conclure', 'conclut concluez conclu'],
  ['plaire', 'plaît plaisez plu'],
  ['naître', 'naît naissez né née'],
  ['connaître', 'connais connaissez connu connaîtra'],
  ['reconnaître', 'reconnaissez reconnue'],
  ['disparaître', 'disparaît disparu'],
  ['résoudre', 'résolvez résolu'],
  ['coudre', 'couds cousez cousu'],
  ['peindre', 'peins peignez peint peinte'],
  ['craindre', 'crains craignez craint'],
  ['rejoindre', 'rejoignez rejoins rejoint rejointe'],
  ['conduire', 'conduis conduisez conduit conduite'],
  ['produire', 'produisez produit'],
  ['nuire', 'nuit nuisez nui'],
  ['vendre', 'vends vendez vend vendu vendra'],
  ['attendre', 'attends attendez attendu'],
  ['répondre', 'réponds répondez répondu'],
  ['perdre', 'perds perdez perdu'],
  ['répandre', 'répand répandez répandu'],
])('conjugates %s', (infinitive, forms) => {
  expect(has(infinitive, forms)).toEqual([]);
});

it.each(['chat', 'bon', 'vert'])('takes %s for no infinitive', (word) => {
  expect(frenchVerb(word)).toBeNull();
});

it('tells moods apart', () => {
  expect(frenchVerb('venir')!.imp).toEqual(['viens', 'venons', 'venez']);
  expect(frenchVerb('aller')!.imp).toEqual(['va', 'vas', 'allons', 'allez']);
  expect(frenchVerb('vouloir')!.imp).toContain('veuillez');
  expect(frenchVerb('dire')!.imp).toEqual(['dis', 'disons', 'dites']);
});

it.each([
  ['poster', 'poste', true],
  ['saler', 'sale', true],
  ['salir', 'sale', false],
  ['curer', 'curé', true],
  ['poser', 'poster', false],
  ['cuire', 'cuir', false],
  ['vouloir', 'volé', false],
  ['recruter', 'recrue', false],
])('keeps %s and %s as they are (%s)', (infinitive, form, expected) => {
  expect(Object.values(frenchVerb(infinitive)!).flat().includes(form)).toBe(expected);
});
