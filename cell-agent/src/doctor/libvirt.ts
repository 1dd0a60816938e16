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
  const refused = await refusalOf(socket);
  if (refused === 'EACCES') {
    const remedy = 'Run the agent as root, or as a member of the group libvirt.';
    return [failure(check, `this user may not use the libvirt socket at ${socket}`, remedy)];
  }
  if (refused !== null) {
    return [failure(check, `no libvirt daemon answers at ${socket}`, 'Start libvirtd or virtqemud.')];
  }
  return [
    ok(
      check,
      `libvirt answers at ${socket}${await versionOf('libvirtd')}${await versionOf('qemu-system-x86_64')}`,
    ),
  ];
};

/** The system's code; null: it takes connections. */
async function refusalOf(path: string): Promise<string | null> {
  const socket = connect({ path, timeout: 5_000 });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'connect');
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  } finally {
    socket.destroy();
  }
}

async function versionOf(program: string): Promise<string> {
  const { exitCode, output } = await runCommand(program, ['--version']);
  const version = /\d+\.\d+(\.\d+)?/.exec(output)?.[0];
  return exitCode === 0 && version !== undefined ? `, ${program} ${version}` : '';
}
