export { apiEntities } from './api.module.js';
export { type ApiFoundation, createApi } from './create-api.js';
export { Metrics } from './health/index.js';
export { type FirstStart, firstStart } from './first-start.js';
