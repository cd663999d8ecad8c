import type { PersonalDataLexicon } from '../lexicon.js';

/**
 * Words beside which a number, a date or a name becomes personal data. They are context, never findings alone.
 */
export const englishPersonalData: PersonalDataLexicon = {
  purpose: {
    en: 'Context of personal data.',
    fr: 'Contexte des données personnelles.',
  },
  order: [
    '(order|invoice|booking|reservation|case|ticket|tracking|parcel|claim|account|reference|ref|contract|quote|policy|subscription|membership) <0-1> (no|number|id|ref|reference)?',
    '(number|reference|ref|id) <0-1> (of|for)? (order|invoice|customer|case|parcel|contract|booking|member)',
  ],
  customer: [
    '(mr|mrs|ms|miss|dr|sir|madam|mr.|mrs.|ms.) <capital>',
    '(customer|client|member|patient|student|tenant|subscriber|winner|recipient|employee|account holder|guest) <0-1> <capital>',
    '(name|first name|surname) <0-1> :',
  ],
  birth: [
    '(born) <0-2> (on|in)',
    '(date|year|place) of birth',
    '(dob|birthday) <0-3> <number>',
    '(aged <number>|<number> years old|turns <number>|is <number> today)',
  ],
  phone: [
    '(phone|tel|telephone|mobile|cell|landline|direct line|whatsapp|number|text)',
    '(call|ring|text|reach|phone|contact) <0-4> (on|at)',
  ],
  address: [
    '(lives|living|live|resides|residing|stays) <0-2> (at|in|on)',
    '(address|home address|postcode|zip code|door code|entry code|flat|apartment|floor|letterbox|house number)',
    '(street|road|avenue|lane|close|drive|court|square|terrace|crescent|way|place|gardens|mews|row|hill|boulevard)',
  ],
  account: [
    '(iban|bic|swift|sort code|account number|bank account|card number|debit card|credit card|cvv|pin code|routing number)',
    "(national insurance|social security|passport|driving licence|driver's license|nhs number|tax id|number plate|licence plate|license plate|password|passcode|login|username)",
  ],
};
