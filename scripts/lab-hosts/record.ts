/** What a lab's folder remembers, so that every command finds it again. */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { freePrefix } from './network.ts';
import { type LabPlan, type LabRecord, labId, maxHosts, planOf } from './plan.ts';

export type LabChoices = Partial<
  Pick<
    LabRecord,
    'pool' | 'shared' | 'nfsStandIn' | 'dhcp' | 'pathPrefix' | 'environment' | 'agentEnvironment'
  > & {
    /** A second network, the external side of the cells. */
    readonly external: boolean;
  }
>;

/** The lab of this folder. @throws Error if there is none. */
export function recallLab(folder: string): LabPlan {
  const data = realPath(folder);
  const file = join(data, 'lab.json');
  if (!existsSync(file)) throw new Error(`there is no lab in ${data} (scripts/lab up N makes one)`);
  return planOf(JSON.parse(readFileSync(file, 'utf8')) as LabRecord);
}

/** A new record, or the old one with more hosts. Choices of the first time stay. */
export async function rememberLab(
  folder: string,
  hosts: number,
  { external = false, ...choices }: LabChoices,
): Promise<LabRecord> {
  if (!Number.isInteger(hosts) || hosts < 1 || hosts > maxHosts)
    throw new Error(`a lab has 1 to ${maxHosts} hosts, not ${hosts}`);
  const data = realPath(folder);
  if (existsSync(join(data, 'lab.json'))) {
    const { record } = recallLab(data);
    return { ...record, hosts: Math.max(hosts, record.hosts) };
  }
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new Error(`${data} is not empty and not a lab: choose another folder`);
  const prefix = await freePrefix(labId(data));
  return {
    data,
    prefix,
    externalPrefix: external ? await freePrefix(labId(data), prefix) : null,
    hosts,
    user: 'admin',
    password: `${randomBytes(9).toString('hex')}a1A`,
    pool: 'default',
    shared: false,
    nfsStandIn: false,
    dhcp: true,
    pathPrefix: null,
    environment: {},
    agentEnvironment: {},
    ...choices,
  };
}

export function storeRecord(record: LabRecord): void {
  mkdirSync(record.data, { recursive: true, mode: 0o755 });
  const file = join(record.data, 'lab.json');
  writeFileSync(`${file}.part`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.part`, file);
}

/** Absolute, with the links of what exists resolved. */
export function realPath(folder: string): string {
  const path = resolve(folder);
  if (existsSync(path)) return realpathSync(path);
  const parent = resolve(path, '..');
  return join(realPath(parent), path.slice(parent === '/' ? 1 : parent.length + 1));
}
