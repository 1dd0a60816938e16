/** What the Debian packages are: their control fields, programs and units. Texts and scripts are in packaging/. */

export interface Program {
  /** In /usr/bin. */
  readonly name: string;
  /** In dist/. */
  readonly bundle: string;
  readonly manSection: 1 | 8;
  readonly summary: string;
}

export interface PackageDescription {
  readonly name: string;
  readonly section: 'admin' | 'net';
  readonly depends: readonly string[];
  readonly recommends?: readonly string[];
  readonly suggests?: readonly string[];
  /** One line. */
  readonly summary: string;
  readonly description: readonly string[];
  readonly program?: Program;
  /** In systemd/, without suffix. */
  readonly units?: readonly string[];
  /** In /etc/cellar, out of packaging/NAME/. */
  readonly configuration?: string;
}

/** Stands for this package's own version in dependencies. */
export const ownVersion = '=VERSION=';
const common = `cellar-common (= ${ownVersion})`;

export const packages: readonly PackageDescription[] = [
  {
    name: 'cellar-common',
    section: 'admin',
    depends: ['libc6 (>= 2.28)', 'libstdc++6 (>= 9)', 'libgcc-s1'],
    summary: 'KVM cloud for your own servers - Node.js and the programs',
    description: [
      'Cellar runs virtual machines on your own servers, under one API and one',
      'portal.',
      '',
      'This package has what its programs share: the version of Node.js that they',
      'need, and their code.',
    ],
  },
  {
    name: 'cellar-control-plane',
    section: 'admin',
    depends: [common, 'adduser', 'systemd', 'init-system-helpers (>= 1.52)'],
    recommends: [`cellar-cli (= ${ownVersion})`],
    summary: 'KVM cloud for your own servers - control plane',
    description: [
      'Cellar runs virtual machines on your own servers, under one API and one',
      'portal.',
      '',
      'The control plane serves the APIs, keeps what is wanted in an SQLite database,',
      'and directs the hosts. It runs as a user of its own.',
    ],
    program: {
      name: 'cellar-control-plane',
      bundle: 'control-plane.js',
      manSection: 8,
      summary: 'the control plane of Cellar',
    },
    units: ['cellar-control-plane'],
    configuration: 'control-plane.yaml',
  },
  {
    name: 'cellar-cell-agent',
    section: 'admin',
    depends: [
      common,
      'systemd',
      'init-system-helpers (>= 1.52)',
      'libvirt-daemon-system (>= 9.0)',
      'qemu-system-x86',
      'qemu-utils',
      'qemu-block-extra',
      'ovmf',
      'dnsmasq-base',
      'nftables',
      'iproute2',
      'kmod',
      'genisoimage',
    ],
    recommends: ['swtpm-tools', 'nfs-common', 'iputils-arping'],
    summary: 'KVM cloud for your own servers - agent of a host',
    description: [
      'Cellar runs virtual machines on your own servers, under one API and one',
      'portal.',
      '',
      'The agent makes this host a cell of an installation and runs its guests by',
      'libvirt and QEMU. Beside it runs the lease keeper, which ends guests that may',
      'have been started elsewhere.',
    ],
    program: {
      name: 'cell-agent',
      bundle: 'cell-agent.js',
      manSection: 8,
      summary: 'runs the guests of one host of Cellar',
    },
    units: ['cellar-cell-agent', 'cellar-lease-keeper'],
    configuration: 'cell-agent.yaml',
  },
  {
    name: 'cellar-cli',
    section: 'admin',
    depends: [common],
    suggests: ['bash-completion'],
    summary: 'KVM cloud for your own servers - command line',
    description: [
      'Cellar runs virtual machines on your own servers, under one API and one',
      'portal.',
      '',
      'The command line for operators and administrators, also of a control plane on',
      'another machine.',
    ],
    program: { name: 'cellar', bundle: 'cellar.js', manSection: 1, summary: 'the command line of Cellar' },
  },
];
