export { describeApi } from './describe-api.js';
export { serveDescription } from './serve-description.js';
