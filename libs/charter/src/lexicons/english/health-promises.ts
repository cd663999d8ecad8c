import type { GradedLexicon } from '../lexicon.js';

/**
 * Promises about body and health that no shop may make. Food and craft senses ("cured ham", "treat yourself",
 * "heal a tear in denim") must not be here.
 */
export const englishHealthPromises: GradedLexicon = {
  purpose: {
    en: 'Claims to heal, slim or protect the body.',
    fr: 'Promesses de guérir, de faire maigrir ou de protéger le corps.',
  },
  harmless: [
    '(cure@v|cured|curing) <0-2> (ham|salmon|meat|bacon|egg@n|leather|fish|salt|boredom|hunger|monday*)',
    '(salt|dry|gravlax|maple|house) cured',
    '(heal|mend|treat) <0-2> (a|your|the) (jumper|jean@n|hole@n|knitwear|heart|leather|stain@n|wood)',
    'diet of (books|sunshine)',
  ],
  strong: [
    'drop (a|one|two|three) dress? size@n',
    'diet you (wear|drink|eat)',
    '(binned|stopped|ditched|threw away|gave up|no longer needs) <0-3> (tablets|pills|medication|prescription|inhaler|insulin|blood-pressure)',
    '(inches|pounds|kilos|fat|cellulite|bloating) <0-2> (melt@v|disappear@v|vanish@v|drop@v|fall@v|slip@v) <0-1> (off|away)?',
    "(your|the) (doctor|gp|physio|pharmacist) <0-3> (will|won't|may) <0-4> (ask|secret|recognise|recognize|out of|believe|need)",
    '(throw|bin|ditch|skip|forget) <0-2> (pills|prescription@n|painkillers|tablets|medicine cabinet)',
    '(drives|chases|keeps|sends) <0-2> (arthritis|colds|flu|migraines|pain|toxins|germs|illness|rheumatism) <0-1> (away|packing|out)',
    '(rid|free) <0-2> (of)? <0-1> (toxins|pain|arthritis|migraines|cellulite|bloating|colds)',
    '(goodbye|bye|bye-bye|farewell|so long) <0-2> (to)? <0-3> (pounds|kilo@n|kg|cellulite|belly|belly fat|love handles|muffin top|wrinkles|colds|pain@n|migraines|insomnia|bloating|fat)',
    '(<number>|one|two|three|four|five) (pounds|kilo@n|kg|stone|inches|sizes|dress sizes) (lighter|less|off|down|slimmer|gone|smaller)',
    '(cure@v:inf+fin|heal@v:inf+fin|treat|treats|prevent@v:inf+fin|relieve@v:inf+fin|fight|fights|combat|combats|reverse|reverses|beat|beats|ease|eases|protects against|kills|banish|banishes|eliminates|eliminate) <0-4> (cancer@n|disease@n|diabetes|arthritis|depression|anxiety|insomnia|flu|cold@n|covid|migraine@n|cholesterol|eczema|psoriasis|virus|viruses|infection@n|pain|back pain|cellulite|toxins|illness|illnesses|ulcer@n|blood pressure|allergy|allergies|inflammation|acne|ageing|aging|joint pain|hangover@n|headache@n)',
    '(anti-inflammatory|anticancer|anti-cancer|anti-cellulite|fat-burning|fat burning|fat burner@n|appetite suppressant|slimming|detoxifying|detoxifies|detoxify|skinny tea|flat-tummy|flat tummy|waist trainer) ; unless-here: slimming mirror',
    '(lose|shed|drop|burn|melt|melts|burns) <0-4> (weight|pounds|kilo@n|kg|belly fat|fat|inches|stone|dress size@n|love handles) ; unless: rice | onion@n | duck fat | goose fat',
    '(weight loss|weight-loss|rapid results diet|miracle diet|detox (diet|tea|juice|cleanse|plan|soup|week|menu)|juice cleanse|cleanse your (body|liver|colon|system)|beach body|bikini body|flatter stomach|flat stomach|look ten pounds|smaller waist|erase@v cellulite)',
    '(no|zero|without) (any)? (side effects|side-effects|prescription|medication|drugs needed)',
    '(clinically|scientifically|medically|doctor) (proven|approved|tested|shown|recommended|certified to)',
    '(boost@v|boosting|strengthen@v|support@v|supercharge@v|strengthening) <0-3> (immune|immunity|metabolism|immune system|libido|testosterone|brain function|circulation|gut health|fertility)',
    '(better|stronger|more effective|works better|as effective|as good|works) <0-2> (than|as) <0-2> (medicine|medication|drugs|antibiotics|painkiller@n|doctor@n|prescription|antidepressant@n|vaccine@n|aspirin|pharmacy)',
    '(replace@v|instead of|throw away|ditch|forget) <0-3> (medication|medicine|painkiller@n|doctor@n|antidepressant@n|antibiotics|pills|treatment)',
    '(miracle|natural|guaranteed|instant|magic) (cure@n|remedy|remedies|healing|pill@n|treatment)',
    '(healing|medicinal|curative|therapeutic|anti-cancer|detoxifying|detox) (properties|powers|benefits|virtues|effect@n|power)',
    '(purify|purifies|cleanse|cleanses|flush|flushes|detox|detoxes) <0-3> (liver|body|kidneys|blood|toxins|colon|gut|system)',
    '(look|looks|look up to|makes you look) <0-2> (years|ten years|five years|<number> years) younger',
    "(never|won't|not) <0-2> (get|be|fall) (sick|ill) again",
    '(add|adds|adding) <0-2> years to your life',
    '(recommended|approved|endorsed|prescribed) by <0-1> (doctors|cardiologists|nutritionists|dermatologists|physicians|experts in medicine)',
    'keeps the doctor away ; unless: apple',
  ],
  weak: [
    '(detox|slimming|diet@n|cellulite|medical|medicinal|therapeutic|immunity|antioxidant@n|superfood@n|cleanse|weight|wellness|healing|metabolism) ; unless: dietary requirement@n | mend* | staple',
    '(cure@n|heal@v|disease@n|cancer) ; unless: cured | salt | ham | star sign',
  ],
};
