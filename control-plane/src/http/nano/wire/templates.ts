import { z } from 'zod';
import type { Template } from '../../../domain/template.ts';
import type { TemplateSettings } from '../../../use-cases/templates/create-template.ts';
import { oneOf, requiredText } from '../../fields.ts';
import { toLocalTime } from './time.ts';

function device<const Models extends readonly string[]>(models: Models) {
  return z.enum(['', 'none', ...models], `must be one of none, ${models.join(', ')}`).nullish();
}

/** The document writes both `""` and `none` for a device that is not there. */
export const templateRequest = z.object({
  name: requiredText(128),
  admin: requiredText(64),
  operating_system: oneOf(['linux', 'windows']),
  disk: oneOf(['scsi', 'sata', 'ide']),
  network: oneOf(['virtio', 'e1000', 'rtl8139']),
  display: oneOf(['vga', 'cirrus', 'qxl', 'virtio', 'none']),
  control: oneOf(['vnc', 'spice']),
  usb: device(['nec-xhci']),
  tablet: device(['usb', 'virtio']),
});

export function toTemplateSettings(request: z.output<typeof templateRequest>): TemplateSettings {
  const { name, admin, operating_system, disk, network, display, control, usb, tablet } = request;
  const devices = {
    usb: usb === 'nec-xhci' ? usb : '',
    tablet: tablet === 'usb' || tablet === 'virtio' ? tablet : '',
  } as const;
  return {
    name,
    admin,
    operatingSystem: operating_system,
    hardware: { disk, network, display, control, ...devices },
  };
}

export function templateBriefToWire(template: Template) {
  return {
    id: template.id,
    name: template.name,
    operating_system: template.operatingSystem,
    created_time: toLocalTime(template.createdAtMs),
    modified_time: toLocalTime(template.modifiedAtMs),
  };
}

export function templateToWire(template: Template) {
  const { disk, network, display, control, usb, tablet } = template.hardware;
  const { id, name, operating_system, created_time, modified_time } = templateBriefToWire(template);
  return {
    id,
    name,
    admin: template.admin,
    operating_system,
    disk,
    network,
    display,
    control,
    usb,
    tablet,
    created_time,
    modified_time,
  };
}
