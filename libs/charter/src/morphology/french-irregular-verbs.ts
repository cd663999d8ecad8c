/**
 * French verbs that no rule gives, as models for those that end like them (venir: devenir, prévenir). Each line: infinitive;
 * the six forms of the present; future stem; third person of the simple past; past participle; then, where the plural
 * present does not give it, the present subjunctive; where it is not the present, the imperative. A dash: no such forms.
 */
export const IRREGULAR_VERBS = `
être; suis es est sommes êtes sont; ser; fut; été; sois sois soit soyons soyez soient; sois soyons soyez
avoir; ai as a avons avez ont; aur; eut; eu; aie aies ait ayons ayez aient; aie ayons ayez
aller; vais vas va allons allez vont; ir; alla; allé; aille ailles aille allions alliez aillent; va vas allons allez
faire; fais fais fait faisons faites font; fer; fit; fait; fasse fasses fasse fassions fassiez fassent
dire; dis dis dit disons dites disent; dir; dit; dit
contredire; contredis contredis contredit contredisons contredisez contredisent; contredir; contredit; contredit
interdire; interdis interdis interdit interdisons interdisez interdisent; interdir; interdit; interdit
prédire; prédis prédis prédit prédisons prédisez prédisent; prédir; prédit; prédit
médire; médis médis médit médisons médisez médisent; médir; médit; médit
maudire; maudis maudis maudit maudissons maudissez maudissent; maudir; maudit; maudit
pouvoir; peux peux peut pouvons pouvez peuvent; pourr; put; pu; puisse puisses puisse puissions puissiez puissent; -
vouloir; veux veux veut voulons voulez veulent; voudr; voulut; voulu; veuille veuilles veuille voulions vouliez veuillent; veuille veux veuillez voulez voulons
devoir; dois dois doit devons devez doivent; devr; dut; dû
savoir; sais sais sait savons savez savent; saur; sut; su; sache saches sache sachions sachiez sachent; sache sachons sachez
valoir; vaux vaux vaut valons valez valent; vaudr; valut; valu; vaille vailles vaille valions valiez vaillent
falloir; - - faut - - -; faudr; fallut; fallu; - - faille - - -; -
pleuvoir; - - pleut - - pleuvent; pleuvr; plut; plu; - - pleuve - - pleuvent; -
voir; vois vois voit voyons voyez voient; verr; vit; vu
prévoir; prévois prévois prévoit prévoyons prévoyez prévoient; prévoir; prévit; prévu
pourvoir; pourvois pourvois pourvoit pourvoyons pourvoyez pourvoient; pourvoir; pourvut; pourvu
asseoir; assieds assieds assied asseyons asseyez asseyent; assiér; assit; assis
émouvoir; émeus émeus émeut émouvons émouvez émeuvent; émouvr; émut; ému
promouvoir; promeus promeus promeut promouvons promouvez promeuvent; promouvr; promut; promu
recevoir; reçois reçois reçoit recevons recevez reçoivent; recevr; reçut; reçu
décevoir; déçois déçois déçoit décevons décevez déçoivent; décevr; déçut; déçu
concevoir; conçois conçois conçoit concevons concevez conçoivent; concevr; conçut; conçu
percevoir; perçois perçois perçoit percevons percevez perçoivent; percevr; perçut; perçu
apercevoir; aperçois aperçois aperçoit apercevons apercevez aperçoivent; apercevr; aperçut; aperçu
venir; viens viens vient venons venez viennent; viendr; vint; venu
tenir; tiens tiens tient tenons tenez tiennent; tiendr; tint; tenu
partir; pars pars part partons partez partent; partir; partit; parti
répartir; répartis répartis répartit répartissons répartissez répartissent; répartir; répartit; réparti
sortir; sors sors sort sortons sortez sortent; sortir; sortit; sorti
assortir; assortis assortis assortit assortissons assortissez assortissent; assortir; assortit; assorti
sentir; sens sens sent sentons sentez sentent; sentir; sentit; senti
mentir; mens mens ment mentons mentez mentent; mentir; mentit; menti
repentir; repens repens repent repentons repentez repentent; repentir; repentit; repenti
dormir; dors dors dort dormons dormez dorment; dormir; dormit; dormi
servir; sers sers sert servons servez servent; servir; servit; servi
asservir; asservis asservis asservit asservissons asservissez asservissent; asservir; asservit; asservi
courir; cours cours court courons courez courent; courr; courut; couru
mourir; meurs meurs meurt mourons mourez meurent; mourr; mourut; mort
ouvrir; ouvre ouvres ouvre ouvrons ouvrez ouvrent; ouvrir; ouvrit; ouvert; ; ouvre ouvrons ouvrez
couvrir; couvre couvres couvre couvrons couvrez couvrent; couvrir; couvrit; couvert; ; couvre couvrons couvrez
offrir; offre offres offre offrons offrez offrent; offrir; offrit; offert; ; offre offrons offrez
souffrir; souffre souffres souffre souffrons souffrez souffrent; souffrir; souffrit; souffert; ; souffre souffrons souffrez
cueillir; cueille cueilles cueille cueillons cueillez cueillent; cueiller; cueillit; cueilli; ; cueille cueillons cueillez
assaillir; assaille assailles assaille assaillons assaillez assaillent; assaillir; assaillit; assailli; ; assaille assaillons assaillez
bouillir; bous bous bout bouillons bouillez bouillent; bouillir; bouillit; bouilli
fuir; fuis fuis fuit fuyons fuyez fuient; fuir; fuit; fui
acquérir; acquiers acquiers acquiert acquérons acquérez acquièrent; acquerr; acquit; acquis
conquérir; conquiers conquiers conquiert conquérons conquérez conquièrent; conquerr; conquit; conquis
vêtir; vêts vêts vêt vêtons vêtez vêtent; vêtir; vêtit; vêtu
haïr; hais hais hait haïssons haïssez haïssent; haïr; haït; haï
prendre; prends prends prend prenons prenez prennent; prendr; prit; pris
mettre; mets mets met mettons mettez mettent; mettr; mit; mis
battre; bats bats bat battons battez battent; battr; battit; battu
rompre; romps romps rompt rompons rompez rompent; rompr; rompit; rompu
vaincre; vaincs vaincs vainc vainquons vainquez vainquent; vaincr; vainquit; vaincu
lire; lis lis lit lisons lisez lisent; lir; lut; lu
vivre; vis vis vit vivons vivez vivent; vivr; vécut; vécu
suivre; suis suis suit suivons suivez suivent; suivr; suivit; suivi
rire; ris ris rit rions riez rient; rir; rit; ri
suffire; suffis suffis suffit suffisons suffisez suffisent; suffir; suffit; suffi
croire; crois crois croit croyons croyez croient; croir; crut; cru
boire; bois bois boit buvons buvez boivent; boir; but; bu
conclure; conclus conclus conclut concluons concluez concluent; conclur; conclut; conclu
exclure; exclus exclus exclut excluons excluez excluent; exclur; exclut; exclu
inclure; inclus inclus inclut incluons incluez incluent; inclur; inclut; inclus
plaire; plais plais plaît plaisons plaisez plaisent; plair; plut; plu
taire; tais tais tait taisons taisez taisent; tair; tut; tu
traire; trais trais trait trayons trayez traient; trair; -; trait
naître; nais nais naît naissons naissez naissent; naîtr; naquit; né
connaître; connais connais connaît connaissons connaissez connaissent; connaîtr; connut; connu
paraître; parais parais paraît paraissons paraissez paraissent; paraîtr; parut; paru
croître; croîs croîs croît croissons croissez croissent; croîtr; crût; crû
accroître; accrois accrois accroît accroissons accroissez accroissent; accroîtr; accrut; accru
résoudre; résous résous résout résolvons résolvez résolvent; résoudr; résolut; résolu
dissoudre; dissous dissous dissout dissolvons dissolvez dissolvent; dissoudr; -; dissous
absoudre; absous absous absout absolvons absolvez absolvent; absoudr; -; absous
foutre; fous fous fout foutons foutez foutent; foutr; -; foutu
coudre; couds couds coud cousons cousez cousent; coudr; cousit; cousu
moudre; mouds mouds moud moulons moulez moulent; moudr; moulut; moulu
clore; clos clos clôt - - closent; clor; -; clos; close closes close - - closent; clos
`;
