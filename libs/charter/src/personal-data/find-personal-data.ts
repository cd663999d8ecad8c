import type { BrandVoice } from '../brand-voice.js';
import type { Span } from '../text/quotations.js';
import { endOfCharacter } from '../text/scan.js';
import { isIban } from './iban.js';

export type PersonalDataKind = 'phone' | 'email' | 'iban' | 'address' | 'order' | 'birth_date' | 'social_security';

export interface PersonalData {
  kind: PersonalDataKind;
  span: Span;
}

/** What people write before or between the digits of a telephone number. */
const SEPARATOR = String.raw`[ .\-\u00a0\u202f/]`;

/** French numbers by pairs, British ones, North American ones, and anything international (E.164: up to 15 digits). */
const PHONES = [
  String.raw`(?:\+33|0033)${SEPARATOR}?(?:\(0\)${SEPARATOR}?)?[1-9](?:${SEPARATOR}?\d{2}){4}`,
  String.raw`0[1-9](?:${SEPARATOR}?\d{2}){4}`,
  String.raw`(?:\+44${SEPARATOR}?(?:\(0\)${SEPARATOR}?)?|0)(?:[1237]\d{3}${SEPARATOR}?\d{3}${SEPARATOR}?\d{3}|[1237]\d{2}${SEPARATOR}?\d{3}${SEPARATOR}?\d{4}|2\d${SEPARATOR}?\d{4}${SEPARATOR}?\d{4}|[17]\d{3}${SEPARATOR}?\d{5,6})`,
  String.raw`(?:\+1${SEPARATOR}?)?\(?[2-9]\d{2}\)?${SEPARATOR}[2-9]\d{2}${SEPARATOR}\d{4}`,
  String.raw`\+[1-9]\d{0,2}(?:${SEPARATOR}?\d{2,4}){2,5}`,
].map((source) => new RegExp(String.raw`(?<![\d\p{L}+])(?:${source})(?![\d\p{L}])`, 'gu'));

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/gu;
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[  ]?[A-Z\d]{4}){2,7}(?:[  ]?[A-Z\d]{1,3})?(?![\p{L}\d])/gu;
/** NIR, INSEE: sex, year, month, department, municipality, order, key. */
const SOCIAL_SECURITY =
  /(?<!\d)[12][  ]?\d{2}[  ]?(?:0[1-9]|1[0-2])[  ]?\d{2}[  ]?\d{3}[  ]?\d{3}(?:[  ]?\d{2})?(?!\d)/gu;

const CAPITALISED = String.raw`\p{Lu}[\p{L}'’\-]{1,30}`;
const STREET_FR = String.raw`(?:rue|avenue|av\.|bd|boulevard|impasse|chemin|allée|allee|place|quai|cours|route|square|passage|résidence|lotissement|faubourg|ruelle|sentier|venelle|esplanade)`;
const STREET_EN = String.raw`(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Drive|Close|Court|Way|Crescent|Terrace|Gardens|Grove|Square|Place|Hill|Row|Mews|Boulevard|Blvd\.?)`;
const ADDRESSES = [
  new RegExp(
    String.raw`(?<![\d\p{L}])\d{1,4}(?: ?(?:bis|ter|quater))?,? ${STREET_FR}(?: (?:de|du|des|d['’]|la|le|les|l['’]|à|aux|et|saint|sainte|${CAPITALISED}|\d{1,2}(?:er)?)(?!\p{L})){1,7}(?:,? \d{5}(?: ${CAPITALISED})?)?`,
    'gu',
  ),
  new RegExp(
    String.raw`(?<![\d\p{L}])(?:(?:[Ff]lat|[Aa]partment|[Aa]pt\.?) \d{1,4}[A-Z]?,? )?\d{1,4}[a-zA-Z]?,? (?:${CAPITALISED} ){1,3}${STREET_EN}(?!\p{L})(?:,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})?`,
    'gu',
  ),
];

/** The person whose birth it is, title first. */
const NAMED = String.raw`(?:(?:M\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Miss) ${CAPITALISED}(?: ${CAPITALISED}){0,2},? ?(?:est |is |was )?)?`;
const DATE = String.raw`(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{1,2}(?:er|st|nd|rd|th)? (?:of )?(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|January|February|March|April|May|June|July|August|September|October|November|December),? \d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:st|nd|rd|th)?,? \d{4})`;
/** What all dates of birth have. */
const BIRTH = /n[ée]e? le|naissance|DOB|birth|born/i;
const BIRTH_DATE = new RegExp(
  String.raw`${NAMED}(?:\b[Nn]ée? le|[Dd]ate de naissance|\bDOB\b|[Dd]ate of birth|\b[Bb]orn(?: on)?(?: the)?)\s?:?\s?(${DATE})`,
  'gu',
);

const REFERENCE = String.raw`(?:n[°ºo]\.?|num[ée]ro|r[ée]f(?:[ée]rence)?\.?|no\.?|number|nr\.?|ref(?:erence)?\.?|#|:)`;
const ORDER = new RegExp(
  String.raw`(?:commande|colis|dossier|facture|r[ée]servation|contrat|compte|ticket|order|parcel|invoice|booking|case|account|contract|policy|tracking)s?\s?(?:${REFERENCE}\s?){0,2}((?:[A-Z]{1,5}[\-]?)?\d[\dA-Z\-]{3,19})(?![\p{L}\d])`,
  'giu',
);
/** A person named beside it: a title with a name, a first name and a name, or a first name spoken to. */
const PERSON = new RegExp(
  [
    String.raw`(?<!\p{L})(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Miss)\s${CAPITALISED}`,
    String.raw`(?<![.!?…]\s)(?<!^)(?<![\p{L}'’\-])${CAPITALISED} ${CAPITALISED}`,
    String.raw`(?:^|[.!?…]\s|(?:[Bb]onjour|[Bb]onsoir|[Cc]hère?|[Mm]erci|[Pp]ardon|[Dd]ésolée?s?|[Hh]ello|[Hh]i|[Hh]ey|[Dd]ear|[Ss]orry|[Tt]hanks)\s)${CAPITALISED}(?=\s?[,!])`,
  ].join('|'),
  'u',
);

/** A person’s own data in a text; what belongs to the brand itself is left out. */
export function findPersonalData(text: string, brand: Pick<BrandVoice, 'contacts'>): PersonalData[] {
  return withoutOverlaps([...mails(text, brand), ...numbered(text, brand)]).map(({ kind, span: { start, end } }) => ({
    kind,
    span: { start, end: endOfCharacter(text, end) },
  }));
}

function mails(text: string, brand: Pick<BrandVoice, 'contacts'>): PersonalData[] {
  if (!text.includes('@')) return [];
  return matches(text, EMAIL, 'email').filter(({ span }) => !isBrandMail(text.slice(span.start, span.end), brand));
}

/** All that has digits. */
function numbered(text: string, brand: Pick<BrandVoice, 'contacts'>): PersonalData[] {
  const digits = countDigits(text);
  if (digits === 0) return [];
  const phones = digits >= FEWEST_OF_PHONE || text.includes('+') ? PHONES : [];
  return [
    ...(BEGINS_IBAN.test(text) ? ibans(text) : []),
    ...(digits >= FEWEST_OF_SOCIAL_SECURITY ? matches(text, SOCIAL_SECURITY, 'social_security') : []),
    ...phones
      .flatMap((pattern) => matches(text, pattern, 'phone'))
      .filter(({ span }) => !isBrandPhone(text.slice(span.start, span.end), brand)),
    ...(digits >= FEWEST_OF_DATE && BIRTH.test(text) ? matches(text, BIRTH_DATE, 'birth_date') : []),
    ...ADDRESSES.flatMap((pattern) => matches(text, pattern, 'address')).filter(
      ({ span }) => !isBrandAddress(text.slice(span.start, span.end), brand),
    ),
    ...(MAY_BE_ORDER.test(text) && PERSON.test(text) ? matches(text, ORDER, 'order') : []),
  ];
}

function ibans(text: string): PersonalData[] {
  return matches(text, IBAN, 'iban').filter(({ span }) => isIban(text.slice(span.start, span.end)));
}

function matches(text: string, pattern: RegExp, kind: PersonalDataKind): PersonalData[] {
  const found: PersonalData[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text))
    found.push({ kind, span: { start: match.index, end: pattern.lastIndex } });
  return found;
}

/** Without a country’s code. */
const FEWEST_OF_PHONE = 10;
const FEWEST_OF_SOCIAL_SECURITY = 13;
/** 1/5/87. */
const FEWEST_OF_DATE = 4;
/** What all of them have, at a fraction of their cost. */
const BEGINS_IBAN = /[A-Z]{2}\d{2}/;
const MAY_BE_ORDER = /\d[^\s.,]{3}/;

function countDigits(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) count++;
  }
  return count;
}

/** The first of its kind in the list above wins: an IBAN holds what looks like telephone numbers. */
function withoutOverlaps(found: readonly PersonalData[]): PersonalData[] {
  const kept: PersonalData[] = [];
  for (const data of found)
    if (!kept.some(({ span }) => span.start < data.span.end && data.span.start < span.end)) kept.push(data);
  return kept.sort((a, b) => a.span.start - b.span.start);
}

/** The last nine digits: +33 4 65 and 04 65 are one number. */
const nine = (phone: string): string => phone.replace(/\(0\)/, '').replace(/\D/g, '').slice(-9);

function isBrandPhone(phone: string, { contacts }: Pick<BrandVoice, 'contacts'>): boolean {
  return contacts.phones.some((own) => nine(own) === nine(phone));
}

function isBrandMail(mail: string, { contacts }: Pick<BrandVoice, 'contacts'>): boolean {
  const address = mail.toLowerCase();
  if (contacts.emails.some((own) => own.toLowerCase() === address)) return true;
  // Not every mailbox of the brand’s domain is public; the usual names of a whole service are.
  const [box, domain] = address.split('@');
  return contacts.domains.some((own) => own.toLowerCase() === domain) && SERVICES.has(box!);
}

const SERVICES = new Set(
  'contact info infos bonjour hello hi support help aide service sav boutique shop presse press privacy dpo reservation reservations booking bookings team equipe accueil commandes orders'.split(
    ' ',
  ),
);

function isBrandAddress(address: string, { contacts }: Pick<BrandVoice, 'contacts'>): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return contacts.addresses.some((own) => plain(own).includes(plain(address)) || plain(address).includes(plain(own)));
}
