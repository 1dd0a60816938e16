import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { maximumCores } from '../../growth.ts';
import { element, type XmlElement } from './element.ts';
import { buildCpuTune } from './qos.ts';

export type Virtualization = 'kvm' | 'qemu';

const threadsPerCore = 2;
const coresPerSocket = 32;

export function buildProcessor({ cores, qos }: GuestSpec, virtualization: Virtualization): XmlElement[] {
  return [
    buildVcpu(cores),
    buildCpuTune(qos.cpuPriority),
    element(
      'cpu',
      // With KVM the host's model by name, so that the guest can move between hosts of that model.
      { mode: virtualization === 'kvm' ? 'host-model' : 'maximum' },
      buildTopology(cores),
    ),
  ];
}

/** More than are there at the start, so that they can be added to the running guest. */
export function buildVcpu(cores: number): XmlElement {
  return element('vcpu', { placement: 'static', current: cores }, String(maximumCores(cores)));
}

/** Of all that there can be: two threads a core, 32 cores a socket, as Desktop systems count sockets. */
export function buildTopology(cores: number): XmlElement {
  const pairs = Math.ceil(maximumCores(cores) / threadsPerCore);
  const sockets = smallestDivisor(pairs, Math.ceil(pairs / coresPerSocket));
  return element('topology', { sockets, dies: 1, cores: pairs / sockets, threads: threadsPerCore });
}

/** The smallest divisor of the number that is not less: libvirt wants the product to be exact. */
function smallestDivisor(number: number, atLeast: number): number {
  let divisor = Math.max(1, atLeast);
  while (number % divisor !== 0) divisor += 1;
  return divisor;
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
