/** What `cellar dev` runs, with which arguments and environment. */
import { join } from 'node:path';
import { type DevMemory, devEnvironment } from '../../backup/dev-memory.ts';
import type { Program } from './children.ts';
import type { DevOptions } from './options.ts';

const bundles = import.meta.dirname;
/** Up to this many fake cells are one process each; beyond it they share simulator processes. */
const singleCells = 16;
const cellsOfSimulator = 250;
const firstAgentPort = 5852;

export function controlPlaneProgram(folder: string, memory: DevMemory): Program {
  return {
    name: 'control-plane',
    script: join(bundles, 'control-plane.js'),
    arguments: [],
    environment: devEnvironment(folder, memory),
  };
}

export interface CellProgram extends Program {
  /** Names of the cells that run in it. */
  readonly cells: readonly string[];
  /** Where its join tokens are put, one a line. */
  readonly tokensFile: string;
  /** Beside real guests; simulated ones have theirs in the agent. */
  readonly keeper: Program | null;
}

export function cellPrograms(folder: string, options: DevOptions): CellProgram[] {
  const count = options.cells;
  if (options.hypervisor === 'libvirt' || count <= singleCells) {
    return Array.from({ length: count }, (_, index) => cellProgram(folder, options, index));
  }
  return Array.from({ length: Math.ceil(count / cellsOfSimulator) }, (_, index) =>
    simulatorProgram(folder, index, Math.min(cellsOfSimulator, count - index * cellsOfSimulator)),
  );
}

function cellProgram(folder: string, options: DevOptions, index: number): CellProgram {
  const name = `cell${index + 1}`;
  const data = join(folder, 'cells', name);
  const port = options.ports === 'auto' ? 0 : firstAgentPort + 2 * index;
  const script = join(bundles, 'cell-agent.js');
  const environment = agentEnvironment(data, name, port);
  return {
    name,
    cells: [name],
    tokensFile: join(data, 'join-token'),
    script,
    arguments: ['run', '--hypervisor', options.hypervisor, '--join', join(data, 'join-token')],
    environment,
    keeper:
      options.hypervisor === 'libvirt'
        ? { name: `${name}-keeper`, script, arguments: ['keeper'], environment }
        : null,
  };
}

function simulatorProgram(folder: string, index: number, count: number): CellProgram {
  const name = `cell${index + 1}`;
  const data = join(folder, 'cells', name);
  return {
    name: `simulator-${index + 1}`,
    cells: Array.from({ length: count }, (_, n) => `${name}-${n + 1}`),
    tokensFile: join(data, 'join-token'),
    script: join(bundles, 'cell-agent.js'),
    arguments: ['run', '--hypervisor', 'fake', '--cells', String(count), '--join', join(data, 'join-token')],
    environment: agentEnvironment(data, name, 0),
    keeper: null,
  };
}

function agentEnvironment(data: string, name: string, port: number): Record<string, string> {
  return {
    CELLAR_DATA: data,
    CELLAR_AGENT_NAME: name,
    CELLAR_AGENT_LISTEN: '127.0.0.1',
    CELLAR_AGENT_PORT: String(port),
    CELLAR_AGENT_CONSOLE_PORT: String(port === 0 ? 0 : port + 1),
    CELLAR_AGENT_ADVERTISE: '127.0.0.1',
  };
}
