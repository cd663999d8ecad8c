import cron, { type ScheduledTask } from 'node-cron';

/** The pulse of the service: `onBeat` once a second, never twice at once. */
export class Heartbeat {
  private task: ScheduledTask | null = null;
  private running: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(private readonly onBeat: (number: number) => Promise<void>) {}

  start(): void {
    this.task = cron.schedule('* * * * * *', () => (this.running = this.onBeat(this.count++)), { noOverlap: true });
  }

  /** Beats no more; resolves when the beat at hand is over. */
  async stop(): Promise<void> {
    await this.task?.destroy();
    await this.running;
  }
}
