/**
 * `npm run bench [-- [--json] [NAME…]]`: measures the product against floors of the same run and prints a table.
 * docs/explanation/benchmarks.md tells how to read it.
 */
import { parseArgs } from 'node:util';
import buildOnce from '../support/build-once.ts';
import { compare, type Line, type Row } from './harness.ts';
import { agentRoundTrip } from './lines/agent-round-trip.ts';
import { batch } from './lines/batch.ts';
import { cloneDisk } from './lines/clone-disk.ts';
import { createGuest } from './lines/create-guest.ts';
import { desktops } from './lines/desktops.ts';
import { failover } from './lines/failover.ts';
import { imageTransfer } from './lines/image-transfer.ts';
import { libvirtBinding } from './lines/libvirt-binding.ts';
import { login } from './lines/login.ts';
import { monitorChannel } from './lines/monitor-channel.ts';
import { power } from './lines/power.ts';
import { qos } from './lines/qos.ts';
import { reads } from './lines/reads.ts';
import { scale } from './lines/scale.ts';
import { snapshots } from './lines/snapshots.ts';
import { startUp } from './lines/start-up.ts';
import { statistics } from './lines/statistics.ts';
import { renderRow, renderTable } from './table.ts';

const lines: readonly Line[] = [
  libvirtBinding,
  agentRoundTrip,
  createGuest,
  batch,
  power,
  snapshots,
  statistics,
  cloneDisk,
  imageTransfer,
  monitorChannel,
  startUp,
  reads,
  login,
  desktops,
  scale,
  failover,
  qos,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !lines.some((line) => line.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no line ${unknown.join(', ')}; there are: ${lines.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
const chosen = lines.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

await buildOnce();
const rows: Row[] = [];
const failures: string[] = [];
for (const line of chosen) {
  try {
    for await (const comparison of line.comparisons()) {
      const row = await compare(line.name, comparison);
      rows.push(row);
      process.stderr.write(`${renderRow(row)}\n`);
    }
  } catch (error) {
    failures.push(line.name);
    process.stderr.write(`${line.name}: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
}
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : `\n${renderTable(rows)}\n`);
if (failures.length > 0) {
  process.stderr.write(`not measured to the end: ${failures.join(', ')}\n`);
  process.exitCode = 1;
}
