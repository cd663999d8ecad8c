export { frenchPressure } from './pressure.js';
export { frenchToneAggressive } from './tone-aggressive.js';
export { frenchToneCold } from './tone-cold.js';
