import { DomainError, type ErrorCode, type ErrorContext } from '../../../../proto/src/errors.ts';
import { LibvirtError, RpcError, type RpcFailure } from './rpc/errors.ts';

type Meaning = readonly [code: ErrorCode, reason: string];

/** `VIR_ERR_*` numbers (libvirt's `virterror.h`) that mean something to a caller; all others are `internal`. */
const meanings: Readonly<Record<number, Meaning>> = {
  2: ['no_capacity', 'host_out_of_memory'],
  3: ['unsupported', 'libvirt_no_support'],
  8: ['invalid', 'libvirt_invalid_argument'],
  27: ['invalid', 'libvirt_invalid_xml'],
  28: ['already_exists', 'guest_exists'],
  35: ['invalid', 'libvirt_invalid_xml'],
  37: ['already_exists', 'network_exists'],
  42: ['not_found', 'guest_unknown'],
  43: ['not_found', 'network_unknown'],
  44: ['invalid', 'mac_invalid'],
  49: ['not_found', 'storage_pool_unknown'],
  50: ['not_found', 'volume_unknown'],
  53: ['not_found', 'node_device_unknown'],
  55: ['conflict', 'libvirt_wrong_state'],
  57: ['not_found', 'interface_unknown'],
  62: ['not_found', 'filter_unknown'],
  66: ['not_found', 'secret_unknown'],
  67: ['unsupported', 'libvirt_config_unsupported'],
  68: ['timeout', 'libvirt_operation_timeout'],
  72: ['not_found', 'snapshot_unknown'],
  74: ['unsupported', 'libvirt_argument_unsupported'],
  76: ['already_exists', 'storage_pool_built'],
  77: ['conflict', 'snapshot_revert_risky'],
  78: ['cancelled', 'libvirt_operation_aborted'],
  80: ['not_found', 'metadata_unknown'],
  81: ['conflict', 'migration_unsafe'],
  82: ['invalid', 'number_too_large'],
  83: ['conflict', 'block_copy_active'],
  84: ['unsupported', 'libvirt_operation_unsupported'],
  86: ['conflict', 'guest_agent_unresponsive'],
  87: ['conflict', 'resource_busy'],
  90: ['already_exists', 'volume_exists'],
  91: ['unsupported', 'cpu_incompatible'],
  92: ['invalid', 'libvirt_invalid_xml'],
  97: ['conflict', 'guest_agent_unresponsive'],
  99: ['not_found', 'device_unknown'],
  101: ['not_found', 'filter_binding_unknown'],
  103: ['not_found', 'checkpoint_unknown'],
  104: ['not_found', 'backup_unknown'],
  106: ['already_exists', 'network_port_exists'],
  107: ['not_found', 'network_port_unknown'],
  108: ['not_found', 'hostname_unknown'],
};

const failures: Readonly<Record<RpcFailure, Meaning>> = {
  unreachable: ['cell_unreachable', 'libvirt_unreachable'],
  lost: ['cell_unreachable', 'libvirt_unreachable'],
  closed: ['cell_unreachable', 'libvirt_unreachable'],
  timeout: ['timeout', 'libvirt_timeout'],
  aborted: ['cancelled', 'libvirt_call_aborted'],
  invalid: ['invalid', 'libvirt_invalid_argument'],
  protocol: ['internal', 'libvirt_protocol'],
};

/**
 * The failure of a libvirt call as a DomainError with the libvirt error as its cause. A DomainError is returned as it
 * is, and so is what is neither (a bug, for the caller to throw on).
 */
export function fromLibvirt(error: unknown, context: Pick<ErrorContext, 'subject'> = {}): unknown {
  if (error instanceof LibvirtError) {
    const [code, reason] = meanings[error.code] ?? ['internal', 'libvirt_error'];
    const details = { libvirtError: error.code };
    return new DomainError(code, error.message, { ...context, reason, details, cause: error });
  }
  if (error instanceof RpcError) {
    const [code, reason] = failures[error.failure];
    const unknownOutcome = error.failure === 'lost' || error.failure === 'timeout';
    const details = unknownOutcome ? { outcome: 'unknown' } : undefined;
    return new DomainError(code, error.message, { ...context, reason, details, cause: error });
  }
  return error;
}

/** True if libvirt refused a call with this `VIR_ERR_*` number. */
export function isLibvirtError(error: unknown, code: number): boolean {
  const source = error instanceof DomainError ? error.cause : error;
  return source instanceof LibvirtError && source.code === code;
}
