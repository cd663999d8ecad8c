/** `ete` of été; letters without accents stay. */
export function withoutAccents(form: string): string {
  return form.normalize('NFD').replace(/\p{M}+/gu, '');
}
