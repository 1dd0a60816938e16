/** The processes that run guests, found in `/proc`, so that neither libvirt nor the agent is needed to find them. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { ProcessIdentity } from './keeper-state.ts';

export interface GuestProcesses {
  /** Of each guest that runs. */
  find(guestIds: readonly string[]): ReadonlyMap<string, ProcessIdentity>;
  isAlive(identity: ProcessIdentity): boolean;
  /** Ends it at once if it is still that very process. */
  kill(identity: ProcessIdentity): void;
}

/**
 * QEMU bears the guest's id behind `-uuid`. Where several hosts share one `/proc` (network namespaces on one machine),
 * only processes of the own network namespace are meant.
 */
export function procGuestProcesses(root = '/proc'): GuestProcesses {
  const own = namespaceOf(root, 'self');

  function find(guestIds: readonly string[]): Map<string, ProcessIdentity> {
    const wanted = new Set(guestIds.map((guestId) => guestId.toLowerCase()));
    const found = new Map<string, ProcessIdentity>();
    for (const name of readdirSync(root)) {
      if (!/^\d+$/.test(name)) continue;
      const guestId = guestOf(root, name);
      if (guestId === null || !wanted.has(guestId) || namespaceOf(root, name) !== own) continue;
      const process = identify(root, Number(name));
      if (process !== null) found.set(guestId, process);
    }
    return new Map(
      guestIds.flatMap((guestId) => {
        const process = found.get(guestId.toLowerCase());
        return process === undefined ? [] : [[guestId, process] as const];
      }),
    );
  }

  function isAlive({ pid, startTicks }: ProcessIdentity): boolean {
    return identify(root, pid)?.startTicks === startTicks;
  }

  return {
    find,
    isAlive,
    kill(identity) {
      if (!isAlive(identity)) return;
      try {
        process.kill(identity.pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    },
  };
}

/** Null for a process that is gone, or dead and not yet collected. */
function identify(root: string, pid: number): ProcessIdentity | null {
  const stat = readText(`${root}/${pid}/stat`);
  if (stat === null) return null;
  // The command's name in parentheses may hold anything; the third field follows it (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTicks = Number(fields[19]);
  return state === 'Z' || state === 'X' || !Number.isFinite(startTicks) ? null : { pid, startTicks };
}

function guestOf(root: string, pid: string): string | null {
  const words = readText(`${root}/${pid}/cmdline`)?.split('\0') ?? [];
  if (!/qemu|kvm/.test(words[0] ?? '')) return null;
  const uuid = words.indexOf('-uuid');
  return uuid < 0 ? null : (words[uuid + 1]?.toLowerCase() ?? null);
}

function namespaceOf(root: string, pid: string): string | null {
  try {
    return readlinkSync(`${root}/${pid}/ns/net`);
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
