import { Histogram, type Registry } from 'prom-client';
import type { CallObserver, SeenCall } from './watch-adapter.js';

const NAME = 'marronnier_network_calls_seconds';

/** Counts and times every call at a network, for whoever reads `registry`; asked twice for one registry, in one place. */
export function callMetrics(registry: Registry): CallObserver {
  const known = registry.getSingleMetric(NAME) as Histogram<keyof Omit<SeenCall, 'seconds'>> | undefined;
  const calls =
    known ??
    new Histogram({
      name: NAME,
      help: 'Time that one publishing step, or another question to a network, took, by how it ended.',
      labelNames: ['network', 'step', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
      registers: [registry],
    });
  return ({ seconds, ...labels }) => calls.observe(labels, seconds);
}
