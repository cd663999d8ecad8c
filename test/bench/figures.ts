import { readdirSync, readFileSync } from 'node:fs';

/** One line of the result: what, how much, and the goal it was held against. */
export interface Figure {
  what: string;
  measured: string;
  goal: string;
  /** Null: reported, with no goal. */
  met: boolean | null;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function round(value: number, digits = 0): string {
  return value.toFixed(digits);
}

/** Processor time that the whole machine has spent so far, in milliseconds; null where `/proc` does not tell. */
export function machineCpu(): number | null {
  try {
    // proc(5): cpu user nice system idle iowait irq softirq
    const [, user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split(/\s+/).map(Number);
    return (user! + nice! + system! + irq! + softirq!) * MILLIS_PER_TICK;
  } catch {
    return null;
  }
}

/** Processor time of the server and its backends so far, in milliseconds; null where `/proc` does not tell. */
export function serverCpu(postmaster: number): number | null {
  try {
    const family = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return family.reduce((sum, pid) => sum + cpuOf(pid, postmaster), 0);
  } catch {
    return null;
  }
}

const MILLIS_PER_TICK = 10;

/** Fields of proc(5) stat after the name: 1 ppid, 11-14 utime stime cutime cstime. */
function cpuOf(pid: string, postmaster: number): number {
  const fields = statOf(pid);
  const [, parent] = fields;
  const own = Number(pid) === postmaster;
  if (!own && Number(parent) !== postmaster) return 0;
  return fields.slice(11, own ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks) * MILLIS_PER_TICK, 0);
}

function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    // It ended while we looked.
    return [];
  }
}
