import type { GuestSpec } from '../../../../../proto/src/model.ts';
import { element, type XmlElement } from './element.ts';

/** @param maximumBytes what the balloon may give to the guest while it runs. */
export function memoryElements(
  { memoryBytes }: Pick<GuestSpec, 'memoryBytes'>,
  maximumBytes: number,
): XmlElement[] {
  return [
    element('memory', { unit: 'b' }, String(maximumBytes)),
    element('currentMemory', { unit: 'b' }, String(memoryBytes)),
  ];
}
