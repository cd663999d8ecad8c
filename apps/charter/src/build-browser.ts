import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { bundleForBrowser, LARGEST_BUNDLE } from './bundle-for-browser.js';

const FOLDER = 'dist-browser';

const { code, imports } = await bundleForBrowser();
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}/charter.js`, code);
const size = gzipSync(code).length;
console.log(`${FOLDER}/charter.js: ${code.length} characters, ${size} bytes gzipped`);
if (size > LARGEST_BUNDLE || imports.length > 0) {
  console.error(`May have ${LARGEST_BUNDLE} bytes and import nothing; imports: ${imports.join(', ') || 'none'}`);
  process.exitCode = 1;
}
