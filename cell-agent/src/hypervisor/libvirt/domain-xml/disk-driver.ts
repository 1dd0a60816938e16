import { element } from './element.ts';

/** A guest that its host has no room for pauses and may go on later, rather than to lose its file system. */
export const diskDriver = element('driver', {
  name: 'qemu',
  type: 'qcow2',
  discard: 'unmap',
  error_policy: 'stop',
  rerror_policy: 'report',
});
