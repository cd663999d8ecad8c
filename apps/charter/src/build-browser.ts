import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { bundleForBrowser, LARGEST_BUNDLE } from './bundle-for-browser.js';

const FOLDER = 'dist-browser';

const code = await bundleForBrowser();
await mkdir(FOLDER, { recursive: true });
await writeFile(`${FOLDER}/charter.js`, code);
const size = gzipSync(code).length;
console.log(`${FOLDER}/charter.js: ${code.length} characters, ${size} bytes gzipped`);
if (size > LARGEST_BUNDLE) {
  console.error(`More than the ${LARGEST_BUNDLE} that it may have.`);
  process.exitCode = 1;
}
