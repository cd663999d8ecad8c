/** SQLSTATE classes and codes after which the same request may well succeed: lost connections, restarts, lost races. */
const OUTAGE_STATES = /^(08\w{3}|57P0[1-5]|53300|40001|40P01)$/;
const OUTAGE_ERRNOS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);
/** What `pg` and its pool say without a code. */
const OUTAGE_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Connection is not established|Client was closed|Driver not Connected)/i;

/** Whether `error`, as TypeORM or `pg` throws it, says that PostgreSQL could not be asked. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, severity, driverError } = error as { code?: unknown; severity?: unknown; driverError?: unknown };
  if (driverError !== undefined && driverError !== error) return isDatabaseOutage(driverError);
  // PostgreSQL ended the session or did not begin one.
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (typeof code === 'string' && (OUTAGE_STATES.test(code) || OUTAGE_ERRNOS.has(code))) return true;
  return OUTAGE_MESSAGES.test(error.message);
}
