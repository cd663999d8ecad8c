import { type AssembledCharter, assembleCharter, type CharterProblem, type CharterSource, readCharter } from '#charter';
import { DomainError } from '#kernel';

export const CHARTER_FORMAT = 'marronnier-charter/1';

/** A charter as it was sent, and where in the request it stands: a JSON pointer before its own. */
export interface SentCharter {
  value: unknown;
  at: string;
  /** Of a file: where what a pointer names stands in it, from 1. */
  placeOf?(pointer: string): { line: number; column: number };
}

/** Checks a charter alone and on top of what it inherits. @throws DomainError `charter.invalid` with all of it at once */
export function checkSent({ value, ...sent }: SentCharter, inherited: CharterSource | null): CharterSource {
  const { source, problems } = readCharter(value);
  if (!source) throw charterInvalid(problems, sent);
  const wrong = assembleOn(inherited, source).problems;
  if (wrong.length > 0) throw charterInvalid(wrong, sent);
  return source;
}

/** `source` with all that it inherits. */
export function assembleOn(inherited: CharterSource | null, source: CharterSource): AssembledCharter {
  return assembleCharter(inherited ? [inherited, source] : [source]);
}

type Place = Omit<SentCharter, 'value'>;

export function charterInvalid(problems: readonly CharterProblem[], sent: Place = { at: '' }): DomainError {
  return new DomainError('charter.invalid', { count: problems.length }, toFields(problems, sent));
}

/** Problems of a charter as fields of a request: worded in both languages already. */
export function toFields(problems: readonly CharterProblem[], { at, placeOf }: Place): DomainError['fields'] {
  return problems.map(({ pointer, code, articleId, message }) => ({
    pointer: `${at}${pointer}`,
    code: 'charter.problem',
    params: {
      ...{ problem: code, message_en: message.en, message_fr: message.fr },
      ...(articleId === null ? {} : { articleId }),
      ...placeOf?.(pointer),
    },
  }));
}

/** A charter that says nothing of its own: what is inherited holds. */
export function emptySource(name: string): CharterSource {
  return { format: CHARTER_FORMAT, name, articles: [] };
}
