export { HealthModule } from './health.module.js';
export { Metrics } from './metrics.js';
export type { MigrationsPending } from './readiness.probe.js';
