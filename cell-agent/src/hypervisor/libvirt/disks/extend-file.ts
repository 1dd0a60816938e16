import { open } from 'node:fs/promises';
import { readQcow2Header } from './qcow2-header.ts';
import { runTool } from './run-tool.ts';

/** Of a disk that nobody uses at the moment; one that is as large already is left as it is. */
export async function extendFile(path: string, sizeBytes: number): Promise<void> {
  if ((await readQcow2Header(path)).sizeBytes >= sizeBytes) return;
  await runTool('qemu-img', ['resize', '-q', '-f', 'qcow2', path, String(sizeBytes)]);
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
