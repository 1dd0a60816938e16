/**
 * The procedures of libvirt's RPC protocol that a cell uses. Numbers and layouts are those of libvirt's
 * `src/remote/remote_protocol.x` and `qemu_protocol.x`; they never change once released.
 */
export * from './procedures/connect.ts';
export * from './procedures/domain.ts';
export * from './procedures/domain-agent.ts';
export * from './procedures/domain-devices.ts';
export * from './procedures/migration.ts';
export * from './procedures/network.ts';
export * from './procedures/snapshots.ts';
export * from './procedures/storage.ts';
