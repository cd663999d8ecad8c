/** Written in capitals everywhere: no cry. Lower case. */
export const ACRONYMS: ReadonlySet<string> = new Set(
  `
  tva rgpd sav pdf faq ceo cto cfo coo vip tgv ok diy led usb pme tpe rse rh it ia ai api app cdi cdd cv dvd cd tv dj mc bd ado bio cb sms mms gps wifi url html css sql seo sea crm erp saas b2b b2c roi kpi
  usa us uk ue eu onu otan unesco ong asbl sncf ratp edf gdf caf cpam urssaf siret siren rib iban bic hlm pmr ehpad chu irm adn arn vih sida covid pcr fiv pma gpa psg om ol asse fc nba fifa uefa
  nasa bbc cnn tf1 m6 bfm afp asap fyi rsvp diy eta tbc tbd ps nb ref n.b p.s cnil anssi ssii esn sarl sas sa sci eurl scop amap ess gmo ogm aoc aop igp ab doc pib gdp hd uhd 4k 3d 2d vr ar xr pc mac ram ssd hdmi nfc qr id tnt
  ufo ovni suv gt abs co2 ch hp bmw audi vw mp ps psd lr rn ump lfi eelv wwf lpo spa nhs hmrc vat ltd plc llc inc gcse phd ba bsc msc mba bac bts but dut iut cap bep ens hec insa enac est pst gmt utc cet am pm xs xl xxl xxs s m l ml kg km cm mm
  utmb 10k bmx vtt vae ulm mma ufc gr atp wta lgbt lgbtq lgbtqia ivg pmu dlc dluo iso nf ce gots oeko pefc fsc
  `
    .trim()
    .split(/\s+/),
);
