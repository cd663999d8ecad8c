/** The embedded server cannot be used; the message says why and what the operator can do. */
export class EmbeddedPostgresError extends Error {
  override readonly name: string = 'EmbeddedPostgresError';
}

/** Another living service works on the data directory; nothing of it was touched. */
export class DataDirectoryInUse extends EmbeddedPostgresError {
  override readonly name = 'DataDirectoryInUse';

  /** `holder`: process id of the other service, null when it did not answer in time. */
  constructor(
    readonly directory: string,
    readonly holder: number | null,
  ) {
    const who = holder === null ? 'another service' : `another service (process ${holder})`;
    super(
      `The data directory ${directory} is in use by ${who}. Stop it first, or give this one a directory of its own.`,
    );
  }
}
