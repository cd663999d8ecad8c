export { englishCompetitorFrames } from './competitor-frames.js';
export { englishHealthPromises } from './health-promises.js';
export { englishLegalPromises } from './legal-promises.js';
export { englishPressure } from './pressure.js';
export { englishPrivateDispute } from './private-dispute.js';
export { englishToneAggressive } from './tone-aggressive.js';
export { englishToneCold } from './tone-cold.js';
export { englishTopics } from './topics.js';
