/** All checks in the order of their report. */
import type { HostWarning } from '../../../proto/src/model.ts';
import type { Settings } from '../config/schema.ts';
import { type CellIdentity, loadIdentity } from '../identity/store.ts';
import { checkBandwidth } from './bandwidth.ts';
import { checkBridges } from './bridges.ts';
import { checkCertificate } from './certificate.ts';
import { checkConfinement } from './confinement.ts';
import { checkControlPlane } from './control-plane.ts';
import { checkDnsmasq } from './dnsmasq.ts';
import { checkFiltering } from './filtering.ts';
import { type Check, type Finding, failure } from './finding.ts';
import { checkKeeper } from './keeper.ts';
import { checkKernel } from './kernel.ts';
import { checkLibvirt } from './libvirt.ts';
import { checkNames } from './name-resolution.ts';
import { checkPorts } from './ports.ts';
import { checkQemuImg } from './qemu-img.ts';
import { checkSharedStorage } from './shared-storage.ts';
import { checkStorage } from './storage.ts';
import { checkVirtualization } from './virtualization.ts';

/** Of the machine; fake guests need nothing of it. */
const machineChecks: readonly Check[] = [
  checkVirtualization,
  checkKernel,
  checkLibvirt,
  checkConfinement,
  checkQemuImg,
  checkDnsmasq,
  checkStorage,
  checkSharedStorage,
  checkBridges,
  checkBandwidth,
  checkFiltering,
  checkKeeper,
];
const membershipChecks: readonly Check[] = [checkCertificate, checkPorts, checkNames, checkControlPlane];
/**
 * Those whose findings a running cell passes on; the hypervisor itself warns of missing virtualisation, the keeper of
 * the certificate of its end.
 */
const hostChecks: readonly Check[] = [
  checkQemuImg,
  checkDnsmasq,
  checkStorage,
  checkBridges,
  checkBandwidth,
  checkFiltering,
];

export async function runChecks(settings: Settings): Promise<Finding[]> {
  const checks = settings.hypervisor === 'fake' ? membershipChecks : [...machineChecks, ...membershipChecks];
  let identity: CellIdentity | null = null;
  const findings: Finding[] = [];
  try {
    identity = await loadIdentity(settings.data);
  } catch (error) {
    const message = error instanceof Error ? error.message : 'the identity can not be read';
    findings.push(failure('identity', message, 'Join again with --force.'));
  }
  for (const check of checks) findings.push(...(await check({ settings, identity })));
  return findings;
}

/** What is not well on the machine of a running cell. */
export async function hostWarnings(settings: Settings, identity: CellIdentity): Promise<HostWarning[]> {
  if (settings.hypervisor === 'fake') return [];
  const findings = await Promise.all(hostChecks.map((check) => check({ settings, identity })));
  return findings
    .flat()
    .flatMap(({ check, level, message }) => (level === 'ok' ? [] : [{ code: check, message }]));
}
