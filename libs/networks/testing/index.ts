export { startInstagramHarness } from './harness/instagram.js';
export { startThreadsHarness } from './harness/threads.js';
export { startBlueskyHarness } from './harness/bluesky.js';
export { startDiscordHarness } from './harness/discord.js';
export { startFacebookPagesHarness } from './harness/facebook_pages.js';
export { startGhostHarness } from './harness/ghost.js';
export { startLinkedInHarness } from './harness/linkedin.js';
export { startMastodonHarness } from './harness/mastodon.js';
export { startSlackHarness } from './harness/slack.js';
export { startTelegramHarness } from './harness/telegram.js';
export { startWordPressHarness } from './harness/wordpress.js';
export { startXHarness } from './harness/x.js';
export { startYouTubeHarness } from './harness/youtube.js';
export type { AgreeableNetwork } from './simulator/authorization.js';
export { createMemoryFeedStore, type MemoryFeedStore } from './memory-feed-store.js';
export { allHostsAt } from './test-io.js';
export { createMemoryMedia, type MemoryFile } from './memory-media.js';
export { type OAuthServer, type OAuthServerOptions, startOAuthServer } from './oauth-server.js';
export { samplePlan } from './sample-plan.js';
export type { Behaviour, Script } from './script.js';
export { createScriptedHttpAdapter, type ScriptedHttpOptions } from './scripted-http-adapter.js';
export { behindOAuth, type ScriptedOAuthOptions } from './scripted-oauth.js';
export {
  createScriptedNetwork,
  type ScriptedNetwork,
  type ScriptedNetworkOptions,
  type ScriptedPost,
} from './scripted-network.js';
export {
  type ScriptedServer,
  type ScriptedServerOptions,
  type ServerFaults,
  startScriptedServer,
} from './scripted-server.js';
export { type Delivery, startWebhookReceiver, TEST_SIGNING_SECRET, type WebhookReceiver } from './webhook-receiver.js';
