import type { Language } from '#kernel';
import type { Scope } from '../charter/charter.js';
import type { Subject } from '../subject.js';

/** Whether an article holds for a subject; one of several networks is enough. */
export function isInScope(scope: Scope, subject: Subject, language: Language): boolean {
  if (scope.not && Object.keys(scope.not).length > 0 && isInScope(scope.not, subject, language)) return false;
  return (
    (scope.networks === undefined || subject.networks.some((network) => fits(scope.networks, network))) &&
    fits(scope.formats, subject.format) &&
    fits(scope.slotIds, subject.slotId) &&
    fits(scope.languages, language) &&
    fits(scope.pillars, subject.pillar)
  );
}

function fits(wanted: readonly string[] | undefined, given: string | null): boolean {
  return wanted === undefined || (given !== null && wanted.includes(given));
}
