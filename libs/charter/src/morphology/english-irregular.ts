/** Lemma, past, participle where it differs; a slash between two that are both right. */
export const IRREGULAR_VERBS = `
  arise arose arisen
  awake awoke awoken
  bear bore borne/born
  beat beat beaten
  become became become
  begin began begun
  bend bent
  bet bet/betted
  bid bid/bade bid/bidden
  bind bound
  bite bit bitten
  bleed bled
  blow blew blown
  break broke broken
  breed bred
  bring brought
  broadcast broadcast
  build built
  burn burned/burnt
  burst burst
  buy bought
  can could could
  cast cast
  catch caught
  choose chose chosen
  cling clung
  come came come
  cost cost
  creep crept
  cut cut
  deal dealt
  dig dug
  do did done
  draw drew drawn
  dream dreamed/dreamt
  drink drank drunk
  drive drove driven
  dwell dwelt/dwelled
  eat ate eaten
  fall fell fallen
  feed fed
  feel felt
  fight fought
  find found
  fit fitted/fit
  flee fled
  fling flung
  fly flew flown
  forbid forbade forbidden
  forecast forecast
  forget forgot forgotten
  forgive forgave forgiven
  freeze froze frozen
  get got got/gotten
  give gave given
  go went gone
  grind ground
  grow grew grown
  hang hung/hanged
  have had
  hear heard
  hide hid hidden
  hit hit
  hold held
  hurt hurt
  keep kept
  kneel knelt/kneeled
  knit knitted/knit
  know knew known
  lay laid
  lead led
  lean leaned/leant
  leap leaped/leapt
  learn learned/learnt
  leave left
  lend lent
  let let
  lie lay lain
  light lit/lighted
  lose lost
  make made
  may might might
  mean meant
  meet met
  mow mowed mown/mowed
  offset offset
  pay paid
  prove proved proven/proved
  put put
  quit quit
  read read
  rid rid
  ride rode ridden
  ring rang rung
  rise rose risen
  run ran run
  saw sawed sawn/sawed
  say said
  see saw seen
  seek sought
  sell sold
  send sent
  set set
  sew sewed sewn/sewed
  shake shook shaken
  shed shed
  shine shone/shined
  shoot shot
  show showed shown
  shrink shrank shrunk
  shut shut
  sing sang sung
  sink sank sunk
  sit sat
  sleep slept
  slide slid
  smell smelled/smelt
  sow sowed sown/sowed
  speak spoke spoken
  speed sped/speeded
  spell spelled/spelt
  spend spent
  spill spilled/spilt
  spin spun
  spit spat/spit
  split split
  spoil spoiled/spoilt
  spread spread
  spring sprang sprung
  stand stood
  steal stole stolen
  stick stuck
  sting stung
  stink stank stunk
  stride strode stridden
  strike struck struck/stricken
  string strung
  strive strove striven
  swear swore sworn
  sweep swept
  swell swelled swollen/swelled
  swim swam swum
  swing swung
  take took taken
  teach taught
  tear tore torn
  tell told
  think thought
  throw threw thrown
  thrust thrust
  tread trod trodden
  understand understood
  undertake undertook undertaken
  upset upset
  wake woke woken
  wear wore worn
  weave wove woven
  wed wed/wedded
  weep wept
  win won
  wind wound
  withdraw withdrew withdrawn
  wring wrung
  write wrote written
`;

/** Singular and plural. */
export const IRREGULAR_NOUNS = `
  child children
  foot feet
  goose geese
  half halves
  knife knives
  leaf leaves
  life lives
  loaf loaves
  man men
  mouse mice
  ox oxen
  person people
  self selves
  sheep sheep
  shelf shelves
  thief thieves
  tooth teeth
  wife wives
  wolf wolves
  woman women
  salesman salesmen
  saleswoman saleswomen
  businessman businessmen
  chairman chairmen
  series series
  species species
  analysis analyses
  crisis crises
  criterion criteria
  phenomenon phenomena
  fish fish
  aircraft aircraft
  staff staff
`;
