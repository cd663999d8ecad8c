import { LayTheGround1795478400000 } from './1795478400000-lay-the-ground.js';
import { AddAlerts1795571400000 } from './1795571400000-add-alerts.js';

/** In order; kept equal to the folder by test/architecture. */
export const migrations = [LayTheGround1795478400000, AddAlerts1795571400000];
