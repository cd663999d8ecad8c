import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

/**
 * test/servers/scheduler.ts in one file (faults/matrix/bundle.ts), with what V8 made of it before: there in a third of the
 * time of its thousands of modules. Where that is missing, this process leaves it behind when it ends.
 */
const file = fileURLToPath(new URL('scheduler.bundle.cjs', import.meta.url));
const cache = `${file}.cache`;
const known = existsSync(cache);
const script = new Script(Module.wrap(readFileSync(file, 'utf8')), {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(known ? { cachedData: readFileSync(cache) } : {}),
});
if (!known) process.once('exit', () => writeFileSync(cache, script.createCachedData()));
const run = script.runInThisContext() as (...given: unknown[]) => void;
run({}, createRequire(file), { exports: {} }, file, dirname(file));
