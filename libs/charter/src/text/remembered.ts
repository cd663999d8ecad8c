import type { Analysis } from './analyse.js';

/**
 * What `make` works out from an analysis, once for each: the first who asks has it made. It is kept on the analysis itself;
 * a weak map costs a microsecond for each text.
 */
export function remembered<T extends object>(make: (analysis: Analysis) => T): (analysis: Analysis) => T {
  return (analysis) => {
    let made = analysis.memory.get(make) as T | undefined;
    if (!made) analysis.memory.set(make, (made = make(analysis)));
    return made;
  };
}
