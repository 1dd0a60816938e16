import type { FileHandle } from 'node:fs/promises';
import type { ImageKind } from '../domain/image.ts';
import { badFormat } from './bad-format.ts';
import { inspectIso } from './iso-descriptor.ts';
import { inspectQcow2, type Qcow2Header } from './qcow2-header.ts';
import { examineQcow2 } from './qcow2-tables.ts';

/** Judges one file: its first bytes as soon as they are known, then all of it. Both @throws DomainError `invalid` with reason `bad_format`. */
export interface FormatCheck {
  inspect(head: Buffer): void;
  examine(file: Pick<FileHandle, 'read'>, sizeBytes: number): Promise<void>;
  /** Size of the disk that a guest sees; the file's own for an ISO. */
  virtualSizeBytes(sizeBytes: number): number;
}

export function checkFormat(kind: ImageKind): FormatCheck {
  return kind === 'disk' ? checkQcow2() : isoCheck;
}

const isoCheck: FormatCheck = {
  inspect: inspectIso,
  examine: async () => undefined,
  virtualSizeBytes: (sizeBytes) => sizeBytes,
};

function checkQcow2(): FormatCheck {
  let header: Qcow2Header | null = null;
  const known = () => {
    if (header === null) throw badFormat('qcow2', 'it is empty');
    return header;
  };
  return {
    inspect(head) {
      header = inspectQcow2(head);
    },
    examine: (file, sizeBytes) => examineQcow2(file, known(), sizeBytes),
    virtualSizeBytes: () => known().virtualSizeBytes,
  };
}
