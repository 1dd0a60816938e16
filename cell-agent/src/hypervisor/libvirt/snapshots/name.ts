/**
 * Names of snapshots as libvirt gets them. It keeps each in a file of that name and takes none that begins with a dot;
 * QEMU takes a number for the number of a snapshot before it looks at names. Such names get an `@`, which no name has.
 */
const awkward = /^(\.|\d+$)/;

export function toLibvirtName(name: string): string {
  return awkward.test(name) ? `@${name}` : name;
}

export function fromLibvirtName(name: string): string {
  return name.startsWith('@') ? name.slice(1) : name;
}
