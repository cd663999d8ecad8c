export { englishPressure } from './pressure.js';
export { englishToneAggressive } from './tone-aggressive.js';
export { englishToneCold } from './tone-cold.js';
