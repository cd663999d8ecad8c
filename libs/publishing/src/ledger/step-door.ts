import type { AdapterIo } from '#networks';

/** The way out of one step. Once it is closed nothing of the step leaves any more, whatever its adapter still does. */
export interface StepDoor {
  io: AdapterIo;
  /** Whether something may have left. */
  used(): boolean;
  close(): void;
}

export function openDoor(io: AdapterIo): StepDoor {
  let used = false;
  let closed = false;
  return {
    used: () => used,
    close: () => void (closed = true),
    io: {
      ...io,
      http: {
        async send(request) {
          if (closed) return { kind: 'failed', bytesSent: false, code: 'timeout' };
          used = true;
          return io.http.send(request);
        },
      },
      get feed() {
        used = true;
        return io.feed;
      },
    },
  };
}
