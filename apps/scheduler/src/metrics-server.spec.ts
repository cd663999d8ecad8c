import { Registry } from 'prom-client';
import { callMetrics } from '#networks';
import { startMetricsServer } from './metrics-server.js';

it('shows each step by network and outcome, and that the process is alive', async () => {
  const registry = new Registry();
  const observe = callMetrics(registry);
  observe({ network: 'webhook', step: 'deliver', outcome: 'ok', seconds: 0.2 });
  observe({ network: 'webhook', step: 'deliver', outcome: 'rate_limited', seconds: 3 });
  const server = await startMetricsServer(registry, 0, '127.0.0.1');
  try {
    const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, { method });
    const metrics = await ask('/metrics');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    const text = await metrics.text();
    expect(text).toContain('marronnier_network_calls_seconds_count{network="webhook",step="deliver",outcome="ok"} 1');
    expect(text).toContain(
      'marronnier_network_calls_seconds_bucket{le="2.5",network="webhook",step="deliver",outcome="rate_limited"} 0',
    );
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/metrics', 'POST')).status).toBe(404);
  } finally {
    await server.stop();
  }
});

it('does not start on a port that is taken', async () => {
  const first = await startMetricsServer(new Registry(), 0, '127.0.0.1');
  await expect(startMetricsServer(new Registry(), first.port, '127.0.0.1')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.stop();
});
