export { beat, type BeatContext } from './beat.js';
export { createScheduler, type Scheduler, type SchedulerLog, type SchedulerOptions } from './create-scheduler.js';
export { schedulerEntities } from './entities.js';
export { schedulerLog } from './log.js';
export { ASKING_PASSES, PASSES } from './passes.js';
