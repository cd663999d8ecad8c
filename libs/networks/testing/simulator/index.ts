export type { SimAnswer, SimFault, SimRequest, SimThing, SimulatedNetwork } from './network.js';
export { type Simulator, startSimulator } from './simulator.js';
