import type { Topic } from '../lexicon.js';

/**
 * Subjects that a charter may rule out, each with strong lines (a finding alone) and weak ones (a word that needs
 * company). A word with a common innocent sense ("match", "position", "party") is never strong alone.
 */
export const englishTopics: readonly Topic[] = [
  {
    id: 'recruitment',
    label: { en: 'Recruitment and jobs', fr: 'Recrutement et emploi' },
    harmless: [
      '(good|great|nice|excellent|lovely|dream|paint|nose|inside|full-time) job (of|by|on|done|team|with|:|at|becoming|becomes|<exclamation>)',
      '(does|do|did|doing) (the|a|its|their) <0-2> job',
      '(apply|applying) <0-3> (cream|pressure|heat|iron|coat|wax|code|discount|voucher|filter@n|vat|tax|rule@n|rate@n)',
      'hire (a|our|the) (car|bike|van|room|suit|dress|marquee|venue|space|boat)',
      '(hat|jacket|dress|shirt|coat|potato*|tomato*|carrot@n|bread|cheese|onion@n|egg@n) <0-4> (dream job|job interview|career|promotion)',
      '(only|one) vacancy <0-3> (wardrobe|fridge|shelf|heart|plate|menu|calendar)',
    ],
    strong: [
      '(payslip@n|a chair and a|weekdays are empty|no name on (it|them) yet) ; with-text: bench | team | hands | kitchen | shop | workshop',
      '(hands|pairs of hands|waiter@n|cook@n|chef@n|person|people|server@n|pair of hands) short ; unless: shorts',
      '(short-staffed|short staffed|short of <0-2> (hands|staff|people|cooks|waiters)|short (a|one|two|of a) <0-1> (cook@n|waiter@n|pair|person|server@n))',
      'availability and <0-1> (references|cv|experience|expected)',
      '(spare|empty|free) (chair|seat|desk|machine|apron|station|locker) <0-8> (contract|salary|team|tempted|yours|could be)',
      'contract <0-3> (comes with|attached|waiting|included|to sign|on offer)',
      '(a few lines|a line or two|a few words|tell us) about (yourself|you|your experience) ; with-text: team | contract | join | seat | chair | role | kitchen | hands',
      '(grow@v|expand@v|strengthen@v) <0-1> (our|the) (team|crew|brigade) ; with-text: join | profile | you | apply | contact | write',
      "(we|who|they|shop|team|studio|kitchen) <0-2> ('re|are|is|'s)? (hiring|recruiting) ; unless-here: car hiring",
      '(now|currently|still|actively|always|urgently) (hiring|recruiting)',
      '<start> hiring',
      '(job|career|employment|internship|graduate) (offer@n|opening@n|opportunit*|vacancy|vacancies|advert@n|ad@n|fair@n|posting@n|application@n|description@n|interview@n|seeker@n|hunt|board)',
      '(join|joining) (our|the) <0-3> (team|staff|crew|company|kitchen crew|family) <0-2> (as|today|now|full|part|<end>|.|<exclamation>)  ; unless: quiz | game | run',
      '(looking|searching|on the lookout|on the hunt) for <0-5> (waiter@n|waitress*|chef@n|cook@n|developer@n|engineer@n|sales assistant@n|manager@n|seamstress*|tailor@n|barista@n|intern@n|apprentice@n|trainee@n|team member@n|colleague@n|mechanic@n|receptionist@n|accountant@n|staff|talent|new starter@n|assistant@n|bartender@n|someone to join|people to join|extra hands)',
      '(we need|wanted|we want) <0-3> (waiter@n|waitress*|chef@n|cook@n|developer@n|sales assistant@n|seamstress*|barista@n|intern@n|apprentice@n|receptionist@n|bartender@n|staff|kitchen porter@n)',
      '(send|email|drop|submit|attach|hand|share|bring) <0-4> (cv@n|résumé@n|resume@n|cover letter|application)',
      '(your|a) (cv|resume|résumé|cover letter)',
      'apply <0-3> (now|today|online|within|by|before|link|via|here|in person|for the role|for this role|for the job|for the position) ; unless: cream | code | discount | product | conditions | serum | wax | iron | heat',
      '(full-time|part-time|full time|part time|permanent|temporary|seasonal|entry-level|zero-hours) <0-1> (role@n|position@n|job@n|contract@n|staff|work|vacancy|vacancies|opening@n)',
      '(vacancy|vacancies) ; with-text: job@n | role@n | apply | application@n | kitchen | staff | team | salary | cv | full-time | part-time | hours | shift@n | experience | hiring | position@n',
      '(internship@n|apprenticeship@n|job opening@n|recruitment|recruiter@n|employer brand|open positions|open position|open roles|open role|work with us|come work|come and work|we want you on|competitive salary|salary from|years of experience required|no experience needed|immediate start|right to work|headhunter@n)',
      '(position|role|post|job) <0-2> (available|to fill|open|vacant|based in|filled|starts)',
    ],
    weak: [
      '(hire@v|hiring|recruit@v|vacancy|vacancies|job@n|career@n|intern@n|trainee@n|salary|salaries|interview@n|candidate@n|cv) ; unless: dream job | job of | good job | great job | nose job | hire a | odd job | job done | car hire',
    ],
  },
  {
    id: 'finance',
    label: { en: 'Finance, stock market, savings', fr: 'Finance, bourse, épargne' },
    harmless: [
      '(vegetable|chicken|beef|bone|fish) stock@n',
      '(in|out of|back in|new|low|last) stock',
      '(photo|picture|image) credit@n',
      'invest@v <0-3> (time|piece@n|wardrobe|quality|coat|yourself|good)',
    ],
    strong: [
      '(fixed rate|variable rate|compound interest|remortgage@v|bank manager|the bank lady|mortgage rate@n|puts aside <0-3> month|standing order)',
      '(portfolio|savings|bonus|pension) <0-6> (fund@n|share@n|stocks|gold|bonds|wallet|crypto*|property)',
      '(bitcoin@n|crypto@n|cryptocurrency|cryptocurrencies|ethereum|nft@n|blockchain|dogecoin|stablecoin@n|altcoin@n|forex|day trading|stock market|stock exchange|wall street|nasdaq|ftse|dow jones|s&p 500|hedge fund@n|mutual fund@n|index fund@n|interest rate@n|mortgage@n|savings account@n|pension pot|bull market|bear market|dividend@n|shareholder@n)',
      '(invest@v|investing|put) <0-4> (stocks|shares|money|savings|gold|property|crypto*|bonds|funds|market|portfolio)',
      '(buy@v|sell@v|trade@v) <0-1> (stocks|shares|bonds|options|crypto*)',
      '(quarterly|annual|record|full-year|half-year|q1|q2|q3|q4|net|operating) <0-1> (results|earnings|profit@n|revenue@n|turnover|losses)',
      '(profit@n|revenue@n|turnover|earnings|ebitda|margin@n|share price) <0-3> (rose|fell|grew|up|down|growth|per share|increase|record|million|billion|percent)',
      '(funding round|seed round|series a|series b|venture capital|raised <0-2> (million|m)|market cap|ipo|inflation|central bank|bank of england|federal reserve|loan@n at)',
    ],
    weak: [
      '(invest@v|investment@n|savings|stocks|shares|portfolio|loan@n|credit|bank@n|economy|interest) ; unless: vegetable stock@n | in stock | stocks last | photo credit | pieces | wardrobe',
    ],
  },
  {
    id: 'crypto',
    label: { en: 'Cryptocurrencies', fr: 'Cryptomonnaies' },
    strong: [
      '(cold|hardware|crypto) wallet@n',
      'orange coin@n',
      '(bitcoin@n|crypto@n|cryptocurrency|cryptocurrencies|ethereum|nft@n|blockchain|dogecoin|stablecoin@n|altcoin@n)',
    ],
    weak: ['(token@n|wallet@n|mining)', '(halving|airdrop@n|coin@n)'],
  },
  {
    id: 'real-estate',
    label: { en: 'Real estate', fr: 'Immobilier' },
    strong: [
      '(bedsit|room|flat|studio|apartment|cottage) <0-6> (going|free from|available from|bills included|a month|per month|to let|coming up)',
      'bills included',
      '(sell@v|rent@v|let@v|letting) (her|his|their|my|our) <0-2> (flat|apartment|house|studio|cottage|two-bed|three-bed|place|maisonette)',
      '(two|three|one|four)-(bed|bedroom|bedroomed) <0-4> (flat|house|apartment|cottage|terrace|semi)?',
      '(real estate|estate agent@n|property market|housing market|house prices|property ladder|letting agent@n|realtor@n|buy-to-let|square metre@n for rent|landlord@n|property investment)',
      '(flat|apartment|house|studio|condo|villa|office space|bedroom) <0-5> (for rent|to rent|to let|for sale|per month|pcm|available to let)',
      '(for rent|to rent|to let|for sale) <0-3> (flat|apartment|house|studio|condo|villa)',
      '(your|the|my|monthly|average) rent (is|was|went|goes|increase|prices|up|due)',
    ],
    weak: ['(rent|tenant@n|lease|mortgage@n|flatmate@n|apartment@n) ; unless: bike@n | car@n | suit@n | dress*'],
  },
  {
    id: 'politics',
    label: { en: 'Politics, elections, demonstrations', fr: 'Politique, élections, manifestations' },
    harmless: [
      'vote@v <0-4> (for your (favourite|favorite)|below|in the comments|in our poll|in stories|team|with an emoji|here|for the (best|next))',
      '(election|elect|electing) <0-3> (dress|dish|dessert|jumper|mascot|flavour|flavor|best|of the (year|month|season|week))',
      '(return@n|refund|privacy|cookie|delivery|exchange|pricing|credit|payment|dress) (policy|policies)',
      '(dinner|birthday|office|christmas|hen|garden|tea|launch|third|house|cocktail|wedding|tasting) (party|parties)',
      'party (dress*|hat@n|menu|outfit@n|room|platter@n|food|season|of <number>|of (two|four|six|eight|ten))',
    ],
    strong: [
      '(the lot|those|people|them) <0-1> (in charge|in power|upstairs who|who brought back) <0-6> (tax*|again|quarterly|vote|levy|remember)',
      '(put a cross next to|the little pencil|polling booth|the booth next|when you vote|at the ballot)',
      '(send home|throw out|kick out|vote out|get rid of|boot out) <0-3> (people|those|politicians|mps|lot|leaders|ones) <0-3> (who|passing|running|governing)',
      '(people|those|ones) who <0-3> (govern us|run the country|run this country|pass these|pass laws|passing these (levies|taxes|laws)|are in power|make the laws|voted these)',
      '(pass|passing|vote|voting) (these|those|more|new) <0-1> (levies|taxes|levy|tax|laws|charges)',
      '(tax@n|taxes|levies) <0-4> (scandal|disgrace|theft|robbery|daylight robbery|strangling|crippling us|shame)',
      '(election@n|elections) ; unless-text: cast your vote | jar | loser | best recipe | comments | poll | favourite | favorite | our menu | window ; with-text: vote@v | candidate@n | party | council | mayor | ballot* | government | minister | poll | president | campaign* | parliament | may | november',
      '(ballot@n|polling station@n|polling day|referendum@n|general election|midterms|electorate|constituency|constituencies|swing state@n|exit poll@n|voter@n|electoral) ; unless: best recipe',
      'vote@v <0-2> (labour|tory|tories|conservative@n|republican@n|democrat@n|green party|left|right|for the party|them out|him out|her out|remain|leave|on sunday for mayor|in the election|trump|biden)',
      "(government|prime minister|minister@n|member of parliament|mps|parliament|congress|senate|senator@n|white house|downing street|westminster|chancellor of|home secretary|foreign secretary|cabinet reshuffle|house of commons|the mayor|mayor's|our mayor|politician@n|lawmaker@n) ; unless-here: minister of religion | church minister ; unless: opened our | cut the ribbon",
      '(political|politics|politically|left-wing|right-wing|far-right|far-left|far right|far left|populis*|fascis*|communis*|marxis*|socialism|capitalism|partisan)',
      '(labour|conservative|republican|democratic|green|socialist|ruling|opposition) party',
      '(trump|biden|macron|putin|starmer|sunak|farage|obama|boris johnson|kamala|zelensky|netanyahu)',
      '(protest@n|demonstration@n|march|rally) <0-4> (against|government|union@n|parliament|rights|for change|downing)',
      '(brexit|immigration|immigrant@n|asylum seeker@n|border control|gun control|death penalty|abortion|culture war@n|woke|gaza|war in ukraine|tax cuts for|welfare state|minimum wage law)',
      '(tax|pension|immigration|health|housing|spending) (reform@n|policy|policies|bill) <0-4> (government|vote|minister|disgrace|disaster|wrong)',
    ],
    weak: [
      '(policy|policies|party|parties|state|taxes|council|campaign@n|union@n|democracy|republic|vote|mayor|election) ; unless: return policy | privacy policy | birthday | dinner party | party dress | cookie policy | christmas | third party',
    ],
  },
  {
    id: 'religion',
    label: { en: 'Religion', fr: 'Religion' },
    harmless: [
      '(next to|behind|opposite|near|by|outside|past|church) <0-2> (church|chapel|cathedral|street|road|lane|square)',
      "(oh my god|omg|thank god it's|god knows|for god's sake|religiously|holy guacamole|holy moly|heavenly|angel delight|devil's food)",
    ],
    strong: [
      "(jesus|jesus christ|allah|prophet muhammad|the bible|the quran|the koran|the gospel|holy spirit|scripture|holy scripture|the torah|almighty god|the lord jesus|god's plan|word of god)",
      '(religion@n|religious|christianity|islam|islamic|judaism|buddhism|hinduism|atheis*|catholic@n|protestant@n|muslim@n|christian@n|evangelical@n|blasphem*|infidel@n|heretic@n|secularism) ; unless-here: christian dior | christian louboutin | religiously',
      '(god|lord) <0-2> (bless|will|is|loves|forgive|created|punish|wants|wills|exists|help) ; unless-here: oh my god | god save',
      '(pray@v|praying|prayer@n) <0-2> (to|with us|together|god|lord)  ; unless: sun | sunshine | good weather',
      '(thank god|praise the lord|amen|halleluj*|the church (should|must|says|teaches|is wrong)|the pope)',
    ],
    weak: [
      '(church|churches|mosque@n|synagogue@n|temple@n|priest@n|imam@n|vicar@n|pastor@n|faith|prayer@n|god|holy|blessed|sermon@n|halal|kosher|ramadan|lent) ; unless: next to | behind | opposite | street | road | in good faith | concert',
    ],
  },
  {
    id: 'gossip',
    label: { en: 'Gossip and celebrities', fr: 'Potins et célébrités' },
    strong: [
      '(celebrity|celebrities|celeb@n|star@n|influencer@n|singer@n|actor@n|actress*|royal family|prince|princess|kardashian@n|taylor swift|beyoncé|love island) <0-5> (split|divorce@v|cheat@v|affair|dating|pregnant|feud|scandal|gossip|rumour@n|rumor@n|breakup|secret wedding|surgery|engaged)',
      '(gossip|celeb news|reality tv|reality star@n|tabloid@n|paparazzi|royal family|spill the tea|dating rumours|dating rumors)',
      '(rumour has it|rumor has it|word on the street|i heard that|have you heard) <0-8> (divorce|cheat@v|dating|split|affair|bankrupt|fired)',
    ],
    weak: ['(celebrity|celebrities|celeb@n|rumour@n|rumor@n|scandal@n|feud@n)'],
  },
  {
    id: 'sport-results',
    label: { en: 'Sport results', fr: 'Résultats sportifs' },
    harmless: [
      '(perfect|great|a|good|colour|color|best|exact) match (for|with|made|of|to)?',
      'match@v <0-2> (your|with|the|it|them|shoes|bag|any)',
      'match night@n',
      '(our|the|your|savings|business|team|growth|monthly|cash-flow) goal@n (is|for|are|of|this|next)?',
      '(football|rugby) (shirt@n|boot@n|scarf)',
    ],
    strong: [
      '(one|two|three|four|five)-(nil|one|two|all)',
      '(halfway line|the whistle|kick-off|offside|own goal|free kick|corner kick|dugout)',
      '(extra time|then penalties|second half|first half|lifted the cup|lift the cup|clean sheet|top of the league|bottom of the league|second goal|last-minute winner|the away end|home win|away win) ; unless: of the year | of the book | of the month | sales',
      '(our lads|our boys|our girls|the lads|the lionesses|the reds|the blues) <0-4> (won|lost|lifted|scored|beat|drew|thrashed|through to)',
      'what a (game|match|goal|final|save|comeback|finish|try|penalty) <0-3> (last night|yesterday|tonight|.|<end>|<exclamation>|that) ; unless: video game | board game | name of',
      '(goal|try|equaliser|equalizer|penalty|header|winner) <0-3> (in|at|on) the <number> <0-1> (minute|th)?',
      '<number> (minute|th minute) <0-3> (goal|winner|equaliser|equalizer|penalty)',
      '(stoppage time|injury time|added time|final whistle|top corner|back of the net)',
      "(premier league|champions league|world cup|super bowl|nba finals|nfl|six nations|wimbledon final|fa cup|ballon d'or|la liga|manchester united|liverpool fc|arsenal fc|real madrid|formula 1|grand prix|ryder cup|mls cup|the ashes|world series) ; unless: screen | menu | showing",
      '(match|game|final|semi-final|derby|fixture) <0-6> (won|lost|win|draw|score@n|scored|goal@n|victory|defeat|penalty|extra time|referee|stadium|football|rugby|league|kick-off)',
      '(football|soccer|rugby|league table|transfer window|penalty shootout|hat-trick|red card|offside|half-time score|full-time score) ; unless: boot@n | shirt',
      '(won|lost|beat|thrashed|defeated) <0-4> (<number> <0-1> <number>|league|cup|match|final)',
    ],
    weak: [
      '(match|league|championship@n|tournament@n|stadium@n|supporter@n|referee@n|score@n|medal@n|goal@n) ; unless: perfect match | match made | credit score | match your | match with',
    ],
  },
  {
    id: 'internal',
    label: { en: 'Internal matters', fr: 'Affaires internes' },
    strong: [
      '(layoff@n|lay-off@n|laid off|redundancy|redundancies|made redundant|severance|downsizing|burnout|burn-out|employment tribunal|workplace bullying|hostile workplace|going into administration|bankruptcy|insolvency|chapter 11|collective bargaining|trade union@n|union rep|picket line|works council|disciplinary hearing|wrongful dismissal|constructive dismissal|whistleblower)',
      '(staff|workers|employees|colleagues|team) <0-3> (on strike|strike|walked out|fired|sacked|dismissed|quit|resigned|suspended|underpaid)',
      '(on strike|strike action|go on strike|walkout) ; unless: train@n | rail | tube | postal | bus* | delivery',
      "(our|the|my|new) (boss|manager|management|ceo|director|hr|former employee|ex-employee|board) <0-4> (refuse@v|fired|sacked|lied|lies|resigned|quit|bullied|bully|incompetent|stepped down|won't pay|underpays|harassed)",
      '(salary|salaries|wages|bonus|bonuses|overtime|holiday pay) <0-3> (late|cut|cuts|frozen|refused|withheld|slashed)',
      '(tension@n|conflict@n|drama|infighting) <0-3> (in the office|within the team|at work|in-house|between colleagues|with management|behind the scenes)',
    ],
    weak: [
      '(strike@n|resignation@n|resigned|fired|sacked|restructuring|reorganisation|reorganization|human resources|hr|union@n|payroll) ; unless: fired in | kiln | clay | oven | lightning',
    ],
  },
  {
    id: 'charity',
    label: { en: 'Charity appeals', fr: 'Appels aux dons' },
    strong: [
      '(donate@v|make a donation|fundraiser@n|fundraising|gofundme|crowdfunding page|charity appeal|proceeds <0-3> (charity|go to)|red cross|unicef|food bank@n|blood drive|sponsor a child|give blood)',
    ],
    weak: ['(charity|charities|donation@n|volunteer@n|nonprofit@n|ngo@n|good cause@n)'],
  },
  {
    id: 'weather',
    label: { en: 'Weather', fr: 'Météo' },
    strong: [
      '(weather (forecast|warning|alert|update)|met office|storm warning|heatwave warning|flood warning|amber warning|red warning|weather report)',
    ],
    weak: [
      '(weather|heatwave@n|thunderstorm@n|blizzard@n|forecast@n|degrees) ; unless: cash | oven | wash | sales forecast',
    ],
  },
  {
    id: 'lifestyle',
    label: { en: 'Recipes, fashion, holidays', fr: 'Recettes, mode, vacances' },
    harmless: [
      '(our|the|a|your|simple|best) recipe for (a|an|success|disaster|growth|trouble|calm|smooth|good|better|happy|healthy|on-time|clean|chaos|faster|less|peace) <0-3> <word>',
      '(bank|public|school|statutory) holiday@n',
      'holiday (pay|accrual|allowance|entitlement|closing|hours|cover|balance@n|provision)',
      '(dark|test|demo|draft|offline|expert|safe|airplane) mode',
      '(cook@v|cooking|cooked) the books',
    ],
    strong: [
      '(rest|prove|knead|bake|roast|simmer|season|marinate) (the|your|it|for) <0-2> (dough|bread|focaccia|sauce|meat|overnight|loaf|chicken|tray)',
      '(sourdough|focaccia|brownies|lasagne|casserole|barbecue) <0-4> (recipe|overnight|oven|starter|secret|tip|office|split)',
      '(toes in the sand|two weeks (in|at|by)|holiday snaps|beach photos|poolside|suitcase@n|back from holiday)',
      '(preheat|tablespoon@n|tbsp|tsp|teaspoon@n|simmer|whisk the|knead|garlic clove@n|cooking time|family recipe@n|favourite recipe@n|favorite recipe@n|easy recipe@n|recipe of the (day|week|month)|cookery)',
      'recipe@n <0-4> (cake@n|soup@n|pie@n|tart@n|bread|cookie@n|pancake@n|salad@n|chicken|pasta|curry|risotto|pizza@n|muffin@n|lasagne|lasagna|brownie@n|biscuit@n|jam|stew@n|roast|gratin|dessert@n|cocktail@n|chocolate|vegetable@n|courgette@n|apple@n|lemon|quiche@n)',
      '(cake@n|soup@n|pie@n|bread|cookie@n|pancake@n|salad@n|chicken|pasta|curry|pizza@n|cocktail@n|brownie@n|dinner|lunch) recipe@n',
      '(fashion week|fashion trend@n|outfit of the day|ootd|street style|capsule wardrobe|must-wear|sunscreen|beach holiday@n|dream destination@n|holiday destination@n|city break|packing list)',
    ],
    weak: [
      '(cooking|kitchen|fashion|holiday@n|vacation@n|makeup|decor|shopping|barbecue|beach) ; unless: bank holiday | public holiday | holiday pay | holiday closing',
    ],
  },
  {
    id: 'astrology',
    label: { en: 'Astrology', fr: 'Astrologie' },
    strong: [
      'mercury <0-3> (backwards|retrograde|rising)',
      '(aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces) , <0-6> (week|luck|love|beware|careful|money|patience)',
      '(horoscope@n|astrology|astrologer@n|astrological|zodiac|star sign@n|mercury retrograde|mercury is in retrograde|mercury in retrograde|birth chart|tarot reading|fortune teller|numerology|psychic reading|full moon in|your rising sign)',
      '(aries|taurus|gemini|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces) <0-6> (aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces|season|sign|week|rising|luck)',
    ],
    weak: ['(planets|stars|full moon|karma|tarot|psychic)'],
  },
  {
    id: 'counterfeit',
    label: { en: 'Counterfeits', fr: 'Contrefaçon' },
    strong: [
      '(counterfeit@n|knock-off@n|knockoff@n|knock off bag|fake (designer|brand|chanel|gucci|rolex|louis|nike|bag@n|watch|watches|label@n)|replica <0-2> (bag@n|watch|watches|designer|rolex|handbag@n)|designer dupe@n|perfect dupe|dupe for|bootleg@n|first copy|mirror quality|super copy)',
      '(looks|feels) <0-2> (just|exactly) like the (original|real thing) <0-4> (price|fraction|logo)',
    ],
    weak: [
      '(fake@n|replica@n|dupe@n|copy|copies|imitation@n) ; unless: fur | leather | news | tan | copy of the | copy and',
    ],
  },
  {
    id: 'alcohol-excess',
    label: { en: 'Excess of alcohol', fr: "Excès d'alcool" },
    harmless: [
      '(water|coffee|tea|soup|bread|fries|pasta|pancakes|salad|refills|lemonade) <0-4> (bottomless|all you can|unlimited|free refill@n)',
      'bottomless <0-1> (water|coffee|tea|soup|bread|fries|appetite|pasta|pancakes|lemonade|soft drinks)',
      '(drunk@n|beer-battered|rum-soaked) (noodle@n|cake|baba|prawn@n)',
    ],
    strong: [
      '(all you can drink|all-you-can-drink|bottomless <0-2> (brunch|spritz|spritzes|margarita@n|gin|prosecco|mimosa@n|wine|beer|cocktail@n|drinks|bubbles)|open bar|unlimited <0-1> (drinks|wine|beer|cocktails|prosecco|booze)|free-flowing (wine|booze|prosecco)|endless (drinks|wine|cocktails|shots))',
      "(get|getting|got|be|stay|until you're|till you're) <0-2> (drunk|hammered|wasted|plastered|tipsy|smashed|sloshed|trashed|legless|blackout|pissed)",
      '(binge drinking|binge-drinking|beer pong|drink till|drink until|drinking contest|drinking game@n|keg stand|down in one|shots shots|hangover guaranteed|worth the hangover|cure your hangover|hair of the dog|pub crawl|blackout drunk|booze-fuelled)',
    ],
    weak: [
      '(drunk|hangover@n|hungover|booze|boozy|tipsy|shots|bottomless) ; unless: tipsy cake | espresso | bottomless pit',
    ],
  },
];
