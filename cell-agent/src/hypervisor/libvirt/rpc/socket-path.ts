import { existsSync } from 'node:fs';

const MONOLITHIC = '/run/libvirt/libvirt-sock';
const MODULAR = '/run/libvirt/virtqemud-sock';

/** The socket of the monolithic daemon if it is there, else that of the modular one for QEMU. */
export function defaultSocketPath(): string {
  return !existsSync(MONOLITHIC) && existsSync(MODULAR) ? MODULAR : MONOLITHIC;
}
