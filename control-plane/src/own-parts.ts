import { join } from 'node:path';
import type { Settings } from './config/schema.ts';
import type { OwnParts } from './system/own-troubles.ts';

/** What the control plane itself lives on. */
export function ownPartsOf(settings: Settings): OwnParts {
  const { data, images, nano, identity, rs, broker, adjutant } = settings;
  const listeners = Object.entries({ nano, identity, rs, broker, adjutant }).flatMap(([name, { tls }]) =>
    tls === undefined ? [] : [[`the listener ${name}`, tls.certificate]],
  );
  return {
    folders: [data, ...(images.path === undefined ? [] : [images.path])],
    certificates: {
      'the own authority': join(data, 'pki', 'ca.crt'),
      ...Object.fromEntries(listeners),
    },
  };
}
