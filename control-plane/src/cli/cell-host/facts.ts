/** What a host is, as its user sees it. */
import { DomainError } from '../../../../proto/src/errors.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';

export interface HostFacts {
  readonly distribution: string;
  /** As dpkg names it. */
  readonly architecture: string;
  readonly cpus: number;
  /** What the processor has for guests; null: they are emulated. */
  readonly virtualisation: 'vmx' | 'svm' | null;
  readonly memoryMib: number;
  /** Seconds that its clock is ahead. */
  readonly clockAheadS: number;
}

const script = `. /etc/os-release
echo "distribution=$PRETTY_NAME"
echo "architecture=$(dpkg --print-architecture 2>/dev/null)"
command -v apt-get >/dev/null && echo apt=yes
[ -d /run/systemd/system ] && echo systemd=yes
echo "cpus=$(nproc)"
echo "virtualisation=$(grep -m1 -owE 'vmx|svm' /proc/cpuinfo)"
[ -e /dev/kvm ] && echo kvm=yes
echo "memory=$(awk '/^MemTotal/{print int($2/1024)}' /proc/meminfo)"
echo "now=$(date +%s)"
`;

/** @throws DomainError `unsupported` (`unsupported_host`) where the packages can not be installed. */
export async function examineHost(host: RemoteHost): Promise<HostFacts> {
  const text = await host.run(script);
  const said = new Map(
    text.split('\n').flatMap((line) => {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  const distribution = said.get('distribution') ?? 'an unknown system';
  const architecture = said.get('architecture') ?? '';
  const name = host.destination.host;
  if (said.get('apt') !== 'yes' || architecture === '')
    throw unsupported(
      `${name} runs ${distribution}; cells need Debian 12 or later, or a system with its packages`,
    );
  if (said.get('systemd') !== 'yes') throw unsupported(`${name} is not run by systemd, which cells need`);
  const flag = said.get('virtualisation');
  const hasKvm = said.get('kvm') === 'yes';
  return {
    distribution,
    architecture,
    cpus: Number(said.get('cpus')),
    virtualisation: hasKvm && (flag === 'vmx' || flag === 'svm') ? flag : null,
    memoryMib: Number(said.get('memory')),
    clockAheadS: Number(said.get('now')) - Math.round(Date.now() / 1000),
  };
}

/** One line for people. */
export function factsText(facts: HostFacts): string {
  const { distribution, architecture, cpus, virtualisation, memoryMib, clockAheadS } = facts;
  const guests = virtualisation === null ? 'no hardware virtualisation, guests are emulated' : virtualisation;
  const clock =
    Math.abs(clockAheadS) > 60
      ? `, clock ${Math.abs(clockAheadS)} s ${clockAheadS > 0 ? 'ahead' : 'behind'}`
      : '';
  return `${distribution}, ${architecture}, ${cpus} processors, ${memoryMib} MiB, ${guests}${clock}`;
}

function unsupported(message: string): DomainError {
  return new DomainError('unsupported', message, { reason: 'unsupported_host' });
}
