import type { Template } from '../../domain/template.ts';
import type { Context } from '../context.ts';
import { type FoundDesktopProject, noSuchReference } from '../desktops/desktop-access.ts';
import { type PlannedGuest, planGuest } from '../guests/plan-guest.ts';
import { findReadyImage } from '../images/find-ready-image.ts';
import type { Ports } from '../ports/index.ts';
import { systemContext } from '../system-context.ts';
import { findZone } from '../zones/find-zone.ts';

type PlanPorts = Pick<Ports, 'store' | 'limits' | 'ids' | 'clock' | 'desktops'>;

/** A guest as the project's desktops are made; whoever asks, it is the project's. @throws DomainError `invalid`. */
export async function planDesktopGuest(
  ports: PlanPorts,
  ctx: Context,
  { project, desktop }: FoundDesktopProject,
): Promise<PlannedGuest> {
  const within = systemContext(ports, ctx.requestId);
  const flavor = await ports.store.flavors.get(desktop.flavorId);
  if (flavor === undefined) throw noSuchReference('flavor_id', desktop.flavorId, 'flavor');
  const pool = await findZone(ports, desktop.zone);
  if (pool === undefined) throw noSuchReference('availability_zone', desktop.zone, 'availability zone');
  const image = await findReadyImage(ports, within, 'disk', desktop.imageId);
  const tags = (await ports.store.images.get(image.id))?.tags ?? [];
  const template = await templateFor(ports, tags);
  const isLinux = template.operatingSystem === 'linux';
  const input = {
    name: '',
    pool: pool.name,
    cores: flavor.cores,
    memoryBytes: flavor.memoryBytes,
    diskBytes: [flavor.diskBytes || image.virtualSizeBytes],
    autoStart: true,
    antiAffinity: '',
    templateId: template.id,
    imageId: image.id,
    modules: isLinux ? ['qemu', 'cloud-init'] : ['qemu'],
    cloudInit: isLinux ? { userData: initScriptOf(desktop.initScript) } : null,
    qos: {},
    ethernetAddress: null,
    networkAddress: null,
    securityPolicyGroupId: null,
  };
  const owner = { ownerId: 'system', owner: 'system', groupId: project.id, group: project.name };
  const belongs = { projectId: project.id, network: desktop.network };
  return planGuest(ports, within, { ...input, name: 'desktop' }, owner, belongs);
}

/** The one that a tag of the image names; else the first for Linux. */
async function templateFor({ store }: Pick<Ports, 'store'>, tags: readonly string[]): Promise<Template> {
  const templates = await store.templates.list();
  const tagged = templates.find(({ name }) => tags.includes(name));
  const usual = templates.find(({ operatingSystem }) => operatingSystem === 'linux');
  const found = tagged ?? usual;
  if (found === undefined) throw noSuchReference('image_id', tags.join(', '), 'image with a system template');
  return found;
}

function initScriptOf(base64: string | null): string {
  return base64 === null ? '' : Buffer.from(base64, 'base64').toString('utf8');
}
