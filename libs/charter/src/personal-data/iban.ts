/** ISO 13616: rearranged and read as a number, an IBAN leaves 1 when divided by 97. */
export function isIban(written: string): boolean {
  const iban = written.replace(/\s/g, '');
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4))
    for (const digit of parseInt(character, 36).toString()) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
