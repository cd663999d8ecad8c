import { readConfig } from '#config';
import { startMarronnier } from '../../apps/standalone/src/start-marronnier.js';
import { adapters, settingsFromEnvironment } from './scripted-settings.js';

/**
 * The whole service with the scripted networks beside its own, for tests that kill it:
 * node dist/test/servers/marronnier.js, configured by the product's variables and `TEST_PUBLISH_SETTINGS`.
 * Says `listening <url>` once it answers and beats; SIGTERM and SIGINT end it in order.
 */
const running = await startMarronnier({
  config: readConfig(),
  print: () => undefined,
  adapters,
  settings: settingsFromEnvironment(),
});
process.stdout.write(`listening ${running.url}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void running.stop().then(() => process.exit(0)));
}
