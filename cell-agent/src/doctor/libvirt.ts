import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { connect } from 'node:net';
import { defaultSocketPath } from '../hypervisor/libvirt/rpc/socket-path.ts';
import { type Check, failure, ok } from './finding.ts';
import { runCommand } from './run-command.ts';

const check = 'libvirt';

/** Reachable means that the daemon's socket takes a connection; the versions come from the installed programs. */
export const checkLibvirt: Check = async ({ settings }) => {
  const socket = settings.libvirt.socket ?? defaultSocketPath();
  const isThere = await access(socket).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const remedy = 'Install libvirt-daemon-system and start libvirtd, or set libvirt.socket.';
    return [failure(check, `there is no libvirt socket at ${socket}`, remedy)];
  }
  if (!(await takesConnections(socket))) {
    return [failure(check, `no libvirt daemon answers at ${socket}`, 'Start libvirtd or virtqemud.')];
  }
  return [
    ok(
      check,
      `libvirt answers at ${socket}${await versionOf('libvirtd')}${await versionOf('qemu-system-x86_64')}`,
    ),
  ];
};

async function takesConnections(path: string): Promise<boolean> {
  const socket = connect({ path, timeout: 5_000 });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function versionOf(program: string): Promise<string> {
  const { exitCode, output } = await runCommand(program, ['--version']);
  const version = /\d+\.\d+(\.\d+)?/.exec(output)?.[0];
  return exitCode === 0 && version !== undefined ? `, ${program} ${version}` : '';
}
