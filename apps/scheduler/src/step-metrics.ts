import { Histogram, type Registry } from 'prom-client';
import type { SeenStep } from '#publishing';

/** Counts and times every step at a network, for whoever reads `registry`. */
export function stepMetrics(registry: Registry): (seen: SeenStep) => void {
  const calls = new Histogram({
    name: 'marronnier_network_calls_seconds',
    help: 'Time that one publishing step took at a network, by how it ended.',
    labelNames: ['network', 'step', 'outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [registry],
  });
  return ({ seconds, ...labels }) => calls.observe(labels, seconds);
}
