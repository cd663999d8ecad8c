export { escapeLinkedIn } from './linkedin.js';
export { xLinks } from './links/x-links.js';
export { COUNTING_UNITS, type CountingUnit, measure, type MeasureOptions } from './measure.js';
export { truncateTo } from './truncate-to.js';
