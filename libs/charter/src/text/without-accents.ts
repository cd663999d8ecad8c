const ASCII = /^[\0-\x7f]*$/;

/** `ete` of été; letters without accents stay. */
export function withoutAccents(form: string): string {
  return ASCII.test(form) ? form : form.normalize('NFD').replace(/\p{M}+/gu, '');
}
