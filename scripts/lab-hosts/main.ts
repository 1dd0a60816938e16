/** The commands of scripts/lab. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { cutHost, healHost, isolateHost, killProgram, pauseHost, rejoinHost, resumeHost } from './faults.ts';
import { bootHost, commandIn, type HostProgram, powerOffHost, startProgram } from './host.ts';
import { labDown, labUp } from './lab.ts';
import { type HostPlan, hostNamed, type LabPlan } from './plan.ts';
import { recallLab } from './record.ts';
import { readyText, statusText } from './status.ts';

const root = resolve(import.meta.dirname, '../..');
const program = new Command('scripts/lab')
  .description('Hypervisor hosts for tests and trials, each in namespaces of its own on this machine')
  .enablePositionalOptions();

function command(name: string): Command {
  return program
    .command(name)
    .option('--data <folder>', 'where the lab lives; several folders are several labs', `${root}/.cache/lab`);
}

command('up')
  .argument('<hosts>', 'how many', Number)
  .description('make the lab, or what is missing of it, and wait until its cells are alive')
  .option('--shared', 'a folder DATA/shared that all hosts see, shared storage to libvirt', false)
  .option('--nfs-stand-in', 'mount -t nfs works in the hosts, with any folder of this machine', false)
  .option('--external', 'a second network, the external side of the cells', false)
  .option('--no-dhcp', 'no DHCP server on the common bridges')
  .option('--pool <name>', 'compute pool that the cells join; none: they stay unallocated', 'default')
  .option('--json', 'print one JSON line', false)
  .action(async (hosts: number, options: UpOptions) => {
    const { json, pool, data, ...choices } = options;
    const plan = await labUp(data, hosts, { ...choices, pool: pool === 'none' ? null : pool });
    process.stdout.write(readyText(plan, json));
  });

interface Place {
  readonly data: string;
}

interface UpOptions extends Place {
  readonly shared: boolean;
  readonly nfsStandIn: boolean;
  readonly external: boolean;
  readonly dhcp: boolean;
  readonly pool: string;
  readonly json: boolean;
}

command('down')
  .description('end and remove everything, also what a crash has left')
  .option('--keep-data', 'the next `up` goes on with the same disks and database', false)
  .action(async ({ data, keepData }: Place & { keepData: boolean }) => labDown(data, keepData));

command('status')
  .description('what runs')
  .action(async ({ data }: Place) => {
    process.stdout.write(await statusText(recallLab(data)));
  });

command('exec')
  .argument('<host>')
  .argument('<command...>')
  .description('run a command in a host')
  .passThroughOptions()
  .action(async (name: string, words: string[], { data }: Place) => {
    const host = hostNamed(recallLab(data), name);
    const [tool = '', ...rest] = await commandIn(host, words[0] === '--' ? words.slice(1) : words);
    const [code] = await once(spawn(tool, rest, { stdio: 'inherit' }), 'exit');
    process.exitCode = Number(code ?? 1);
  });

onHost('cut', 'pull the cable of a host', cutHost);
onHost('heal', 'plug it in again', healHost);
onHost('isolate', 'take the way to the control plane from a host, and only that', isolateHost);
onHost('rejoin', 'give it back', rejoinHost);
onHost('pause', 'stop every process of a host, as one that hangs', (_plan, host) => pauseHost(host));
onHost('resume', 'let it go on', (_plan, host) => resumeHost(host));
onHost('off', 'cut the power of a host, guests die', (_plan, host) => powerOffHost(host));
onHost('on', 'boot it again', async (plan, host) => {
  await bootHost(plan, host);
  await startProgram(host, 'keeper');
  await startProgram(host, 'agent');
});
onProgram('kill', 'end a program of a host as a crash does', killProgram);
onProgram('start', 'start it again', startProgram);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function onHost(
  name: string,
  description: string,
  action: (plan: LabPlan, host: HostPlan) => Promise<void>,
): void {
  command(name)
    .argument('<host>')
    .description(description)
    .action(async (host: string, { data }: Place) => {
      const plan = recallLab(data);
      await action(plan, hostNamed(plan, host));
    });
}

function onProgram(
  name: string,
  description: string,
  action: (host: HostPlan, which: HostProgram) => Promise<void>,
): void {
  command(name)
    .argument('<host>')
    .argument('<program>', 'agent, keeper or libvirtd', hostProgram)
    .description(description)
    .action(async (host: string, which: HostProgram, { data }: Place) =>
      action(hostNamed(recallLab(data), host), which),
    );
}

function hostProgram(text: string): HostProgram {
  if (text === 'agent' || text === 'keeper' || text === 'libvirtd') return text;
  throw new InvalidArgumentError('It must be agent, keeper or libvirtd.');
}
