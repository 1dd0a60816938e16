/**
 * `echo-cell.ts DATA TOKEN SCREEN_PORT`: a cell agent with fake guests, whose screens are connections to a port of this
 * machine. Prints its cell's id when it answers.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { startCell } from '../../../cell-agent/src/app.ts';
import { settingsSchema } from '../../../cell-agent/src/config/schema.ts';
import { createFakeHypervisor } from '../../../cell-agent/src/hypervisor/fake/hypervisor.ts';
import { requireIdentity } from '../../../cell-agent/src/membership.ts';
import { createLogger } from '../../../cell-agent/src/observe/logger.ts';

const [data, token, screenPort] = process.argv.slice(2);
const settings = settingsSchema.parse({
  data,
  hypervisor: 'fake',
  agent: { listen: '127.0.0.1', port: 0, console_port: 0, advertise: '127.0.0.1' },
});
const identity = await requireIdentity(settings, 'cell_bench', () => token);
const fake = createFakeHypervisor({ cellId: identity.cellId });
await startCell({
  settings,
  identity,
  log: createLogger('silent'),
  warnings: () => [],
  hypervisor: {
    ...fake,
    openConsole: async () => {
      const socket = connect({ host: '127.0.0.1', port: Number(screenPort), noDelay: true });
      await once(socket, 'connect');
      return socket;
    },
  },
});
console.log(identity.cellId);
