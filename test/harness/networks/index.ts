export { SAMPLE_JPEG, SAMPLE_MP4 } from './sample-files.js';
export { contentOf, type NetworkFacts, type Shape, SHAPES, takes } from './shapes.js';
export type { Subject } from './subject.js';
export { SUBJECTS } from './subjects.js';
