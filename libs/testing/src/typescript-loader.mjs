/**
 * Lets plain Node run the sources: `node --conditions=development --import <this file> some.ts`. For processes that
 * tests start beside Jest, whose own transform and resolver stop at its door.
 */
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformFile } from '@swc/core';

const swcrc = fileURLToPath(new URL('../../../.swcrc', import.meta.url));

// The hooks below run on a thread of their own, which imports this file again.
if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  const fromSource = context.parentURL?.endsWith('.ts') && specifier.startsWith('.');
  return next(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { configFile: swcrc });
  return { format: 'module', source: code, shortCircuit: true };
}
