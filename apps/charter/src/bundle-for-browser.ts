import { sep } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Gzipped, in bytes: what an editor can load beside a page without anybody waiting. */
export const LARGEST_BUNDLE = 150_000;

export interface Bundle {
  code: string;
  /** What it would still import when loaded: nothing. */
  imports: readonly string[];
}

/** The charter engine as one ECMAScript module that needs nothing else. Run from the root of the repository. */
export async function bundleForBrowser(): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: ['libs/charter/src/browser.ts'],
    conditions: ['development'],
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    bundle: true,
    minify: true,
    charset: 'utf8',
    write: false,
    metafile: true,
    plugins: [withoutUnused],
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return { code: outputFiles[0]!.text, imports };
}

/**
 * The kernel’s door leads to the clock, to hashes and ids as well. None of its modules does anything when loaded, so that
 * what the engine does not use stays out, with what that would have imported.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
    onResolve({ filter: /^[^/]/ }, async ({ path, pluginData, importer, ...from }) => {
      const isOfKernel = path === '#kernel' || importer.includes(`${sep}libs${sep}kernel${sep}`);
      if (!isOfKernel || pluginData === RESOLVING) return undefined;
      const found = await resolve(path, { ...from, importer, pluginData: RESOLVING });
      return { path: found.path, errors: found.errors, external: found.external, sideEffects: false };
    });
  },
};

const RESOLVING = Symbol('already asked');
