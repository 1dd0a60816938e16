/** down.ts DATA: undoes quickstart: guests, cell, control plane, the cell's network and the data folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { ApiClient } from '../../control-plane/src/cli/api-client.ts';
import { runningCluster, startCluster, stopCluster } from './cluster.ts';

const [folder = ''] = process.argv.slice(2);

function say(text: string): void {
  process.stderr.write(`quickstart: ${text}\n`);
}

if (!existsSync(folder)) {
  say(`nothing to undo: ${folder} does not exist`);
  process.exit();
}

const cluster = runningCluster(folder) ?? (await startCluster(folder, 'default'));
const client = new ApiClient(cluster.nano);
await client.login(cluster.user, cluster.password);
const guests = await client.nano<{ id: string; name: string }[]>('GET', '/guest_search/?pool=default');
for (const guest of guests) {
  say(`delete the guest '${guest.name}'`);
  await client.nano('DELETE', `/guests/${guest.id}`, { force: true });
}
const { cells } = await client.cellar<{ cells: { id: string }[] }>('GET', '/cells');
say('stop control plane and cell');
await stopCluster(folder, cluster);
for (const { id } of cells) removeNetwork(`cellar-${id.slice(0, 8)}`);
rmSync(folder, { recursive: true, force: true });
say(`removed ${folder}`);

/** The cell's own NAT network stays when its agent stops, for the guests that run on. */
function removeNetwork(name: string): void {
  for (const command of ['net-destroy', 'net-undefine']) {
    try {
      execFileSync('virsh', ['-c', 'qemu:///system', command, name], { stdio: 'ignore' });
    } catch {
      // it is not there, or not active
    }
  }
}
