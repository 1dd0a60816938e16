import { type Check, failure, ok } from './finding.ts';
import { runCommand } from './run-command.ts';

const check = 'qemu_img';

export const checkQemuImg: Check = async () => {
  const { exitCode, output } = await runCommand('qemu-img', ['--version']);
  const version = /\d+\.\d+(\.\d+)?/.exec(output)?.[0];
  if (exitCode === 0) return [ok(check, `qemu-img ${version ?? 'of unknown version'}`)];
  return [failure(check, 'qemu-img is missing: no disk can be made', 'Install qemu-utils.')];
};
