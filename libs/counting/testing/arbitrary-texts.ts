import fc from 'fast-check';

const ZWJ = '\u200d';
const TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'];
const PEOPLE = ['👩', '👨', '👧', '👦', '👶'];
const ROLES = ['⚕️', '🍳', '🎓', '🎤', '💻', '🚀', '🦰', '🍞', '❤️', '♀️', '♂', '🗨'];
const BASES = ['🏃', '🤦', '🧙', '👮', '🏋', '🕵', '⛹', '☝', '✌', '⛷', '🖐', '👯', '🤵', '💃', '🥐'];
const DOMAINS = [
  'example',
  'a',
  'x',
  'sub.example',
  'my-site',
  'my_site',
  '-a',
  'é',
  'café',
  '日本',
  'xn--bcher-kva',
  't',
];
const TLDS = [
  'com',
  'fr',
  'co',
  'co.uk',
  'paris',
  'COM',
  'notatld',
  'рф',
  '中国',
  'xn--p1ai',
  'भारत',
  'c',
  'vermögensberatung',
];
const PATHS = [
  '',
  '/',
  '/a',
  '/a.b',
  '/a(b)',
  '/a_(b(c)d)',
  '/é/ж',
  '/@user/',
  '/@user',
  '/?q',
  '?q=1',
  '/?q=1&r=.',
  ':80',
  ':80/x',
  '/x.',
  '/a)',
  '/日',
  '/🍞',
  '/#!/x',
  '/1️⃣',
  "/it's",
  '/a–b',
  '/AbC0123456789',
];
const PREFIXES = [
  '',
  '',
  '',
  '@',
  '#',
  '$',
  '＠',
  '.',
  '-',
  '_',
  '/',
  '"',
  '(',
  '«',
  'é',
  '日',
  'a',
  '…',
  '\u200e',
  ':',
  '=',
  '!',
  '🍞',
  '\ufeff',
];
const PROTOCOLS = ['', '', 'http://', 'https://', 'HTTPS://', 'ftp://', 'https:/', '//', 'xhttps://', 'http://http://'];

const pick = (...values: string[]) => fc.constantFrom(...values);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((values) => values.join(''));

const tone = fc.oneof(fc.constant(''), fc.constantFrom(...TONES));
const selector = pick('', '\ufe0f', '\ufe0e');
const person = joined(fc.constantFrom(...PEOPLE), tone);
const families = fc
  .array(fc.oneof(person, fc.constantFrom(...ROLES)), { minLength: 1, maxLength: 4 })
  .map((all) => all.join(ZWJ));
const gestures = joined(fc.constantFrom(...BASES), selector, tone, pick('', '', ZWJ), pick('', '♀️', '♂️', '♀', '⚖️'));
const regional = fc
  .array(fc.integer({ min: 0x1f1e6, max: 0x1f1ff }), { minLength: 1, maxLength: 4 })
  .map((all) => String.fromCodePoint(...all));
const flags = pick('🇫🇷', '🇧🇪', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴‍☠️', '🏳️‍🌈', '🏳‍🌈', '👁‍🗨');
const keycaps = joined(pick('1', '#', '*', 'a'), selector, pick('\u20e3', ''));
const symbols = joined(pick('©', '®', '™', '♟', '☺', '⌚', '⚡', '❤', '→', '✔', '🈚', '🅰'), selector);

const words = pick(
  'le pain',
  'Noël',
  'Noe\u0308l',
  'cœur ',
  'Straße',
  'אבג',
  'ภาษาไทย',
  'नमस्ते',
  '漢字',
  '한글',
  '\u1112\u1161\u11ab',
  'かな。',
  'Привет',
  'Ελλάς',
  'e\u0301\u0323',
  '\u0958',
  '\ufb2c',
  '\u212b',
  '“oui”',
  'l’été',
  '…',
  '—',
  '′″',
  '\u200b',
  '\ud83d',
  '\ude00',
  '\r\n',
  '\n',
  '\t',
  ' ',
  '.',
  '@ami',
  '@ami@mastodon.social',
  '#pain',
  '$ABC',
  'a@b.fr',
  'jean.dupont@example.com',
);
const anything = fc.string({ unit: 'binary', maxLength: 4 });

const domain = fc.array(fc.constantFrom(...DOMAINS), { minLength: 1, maxLength: 3 }).map((all) => all.join('.'));
const link = joined(
  fc.constantFrom(...PREFIXES),
  fc.constantFrom(...PROTOCOLS),
  domain,
  pick('.', '.', '.', ''),
  fc.constantFrom(...TLDS),
  fc.constantFrom(...PATHS),
);
const shortLink = joined(
  pick('https://t.co/', 'http://t.co/', 't.co/'),
  fc.string({ unit: fc.constantFrom(...'aZ09'), maxLength: 45 }),
  pick('', '/x', '?q=1', '-'),
);
const longLink = fc.integer({ min: 60, max: 66 }).map((length) => `https://${'a'.repeat(length)}.com`);
const longForeignLink = fc.integer({ min: 20, max: 60 }).map((length) => `https://${'日'.repeat(length)}é.com`);
const urlLimit = fc.integer({ min: 4060, max: 4090 }).map((length) => `https://a.com/${'b'.repeat(length)}`);

/** Sequences that X's library is too old for, and two that it overlooks. */
const newer = pick('🧑‍🍳', '👩🏽‍🤝‍👨🏻', '🫱🏽', '🏳️‍⚧️', '❤️‍🔥', '🐻‍❄️', '👁️‍🗨️', '♾️', '🧑🏿‍🦽', '🤌🏾');

const token = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 4, arbitrary: link },
  { weight: 2, arbitrary: fc.oneof(families, gestures, regional, flags, keycaps, symbols) },
  { weight: 1, arbitrary: fc.oneof(anything, shortLink, longLink, longForeignLink) },
  { weight: 1, arbitrary: newer },
);

/** Texts as people and programs write them, and as neither would: what decides a count stands side by side. */
export const arbitraryTexts: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 60,
    arbitrary: fc.array(joined(token, pick('', '', ' ', '\n')), { maxLength: 12 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: urlLimit },
);
