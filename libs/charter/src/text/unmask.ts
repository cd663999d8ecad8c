import { withoutAccents } from './without-accents.js';

/** Signs and digits that writers put for the letters they resemble. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
};
/** Signs that hide any one letter. */
const HIDES = /[*#•·_\-.$@]/;

/** Whether a form has hidden letters: m*rde, f**k, c@n, sh1t. */
export function isMasked(form: string): boolean {
  return /[*#@$]|\p{L}[01345]\p{L}/u.test(form) && /\p{L}/u.test(form);
}

/** Whether a masked form can be read as a word, given without accents: one sign for one letter. */
export function reads(masked: string, word: string): boolean {
  const form = withoutAccents(masked);
  if (form.length !== word.length) return false;
  for (let index = 0; index < form.length; index++) {
    const [sign, letter] = [form[index]!, word[index]!];
    if (sign !== letter && !LOOKALIKES[sign]?.includes(letter) && !HIDES.test(sign)) return false;
  }
  return true;
}
