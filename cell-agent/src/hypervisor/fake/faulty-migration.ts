import type { MigrationHypervisor } from '../port/migration.ts';
import type { Hypervisor } from '../port.ts';
import type { FaultHooks } from './faults.ts';

export function faultyMigration(inner: Hypervisor, run: FaultHooks['run']): MigrationHypervisor {
  return {
    departGuest: (...args) => run('departGuest', () => inner.departGuest(...args)),
    sendGuest: (...args) => run('sendGuest', () => inner.sendGuest(...args)),
    leaveGuest: (...args) => run('leaveGuest', () => inner.leaveGuest(...args)),
    stayGuest: (...args) => run('stayGuest', () => inner.stayGuest(...args)),
    expectGuest: (...args) => run('expectGuest', () => inner.expectGuest(...args)),
    takeChannel: (...args) => run('takeChannel', () => inner.takeChannel(...args)),
    arriveGuest: (...args) => run('arriveGuest', () => inner.arriveGuest(...args)),
    admitGuest: (...args) => run('admitGuest', () => inner.admitGuest(...args)),
    refuseGuest: (...args) => run('refuseGuest', () => inner.refuseGuest(...args)),
  };
}
