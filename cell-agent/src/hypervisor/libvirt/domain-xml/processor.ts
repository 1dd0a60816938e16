import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { element, type XmlElement } from './element.ts';

export type Virtualization = 'kvm' | 'qemu';

/** libvirt's scale: a guest of 2000 gets twice the time of one of 1000 when both want it. */
const cpuShares = { high: 2000, medium: 1000, low: 500 } as const;

export function buildProcessor({ cores, qos }: GuestSpec, virtualization: Virtualization): XmlElement[] {
  return [
    element('vcpu', {}, String(cores)),
    element('cputune', {}, element('shares', {}, String(cpuShares[qos.cpuPriority]))),
    element(
      'cpu',
      // With KVM the host's model by name, so that the guest can move between hosts of that model.
      { mode: virtualization === 'kvm' ? 'host-model' : 'maximum' },
      // Desktop systems count sockets, not cores.
      element('topology', { sockets: 1, dies: 1, cores, threads: 1 }),
    ),
  ];
}

export function buildFeatures({ operatingSystem }: GuestSpec, virtualization: Virtualization): XmlElement {
  const on = (name: string) => element(name, { state: 'on' });
  const spinlocks = element('spinlocks', { state: 'on', retries: 8191 });
  const enlightened = operatingSystem === 'windows' && virtualization === 'kvm';
  return element(
    'features',
    {},
    element('acpi'),
    element('apic'),
    enlightened ? element('hyperv', {}, on('relaxed'), on('vapic'), spinlocks) : null,
  );
}

export function buildClock({ operatingSystem }: GuestSpec): XmlElement {
  return element(
    'clock',
    { offset: operatingSystem === 'windows' ? 'localtime' : 'utc' },
    element('timer', { name: 'rtc', tickpolicy: 'catchup' }),
    element('timer', { name: 'pit', tickpolicy: 'delay' }),
    element('timer', { name: 'hpet', present: 'no' }),
  );
}
