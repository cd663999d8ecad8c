export { frenchCompetitorFrames } from './competitor-frames.js';
export { frenchHealthPromises } from './health-promises.js';
export { frenchLegalPromises } from './legal-promises.js';
export { frenchPressure } from './pressure.js';
export { frenchPrivateDispute } from './private-dispute.js';
export { frenchToneAggressive } from './tone-aggressive.js';
export { frenchToneCold } from './tone-cold.js';
export { frenchTopics } from './topics.js';
