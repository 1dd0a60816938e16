import type { Template } from '../../../domain/template.ts';
import { toLocalTime } from './time.ts';

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
