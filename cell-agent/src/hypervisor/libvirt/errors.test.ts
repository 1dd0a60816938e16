import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../../proto/src/errors.ts';
import { fromLibvirt, isLibvirtError } from './errors.ts';
import { LibvirtError, RpcError } from './rpc/errors.ts';

const libvirtError = (code: number) => new LibvirtError({ code, domain: 10, level: 2, message: 'said' });

describe('failures of libvirt', () => {
  it.each([
    [42, 'not_found', 'guest_unknown'],
    [55, 'conflict', 'libvirt_wrong_state'],
    [86, 'conflict', 'guest_agent_unresponsive'],
    [90, 'already_exists', 'volume_exists'],
    [38, 'internal', 'libvirt_error'],
  ])('%i becomes %s', (number, code, reason) => {
    const error = fromLibvirt(libvirtError(number), { subject: { kind: 'guest', id: 'g' } });
    expect(error).toMatchObject({ code, reason, message: 'said', subject: { kind: 'guest', id: 'g' } });
    expect(isLibvirtError(error, number)).toBe(true);
    expect(isLibvirtError(error, 1)).toBe(false);
  });

  it('says when the outcome of a call is unknown', () => {
    expect(fromLibvirt(new RpcError('lost', 'm'))).toMatchObject({
      code: 'cell_unreachable',
      reason: 'libvirt_unreachable',
      details: { outcome: 'unknown' },
    });
    expect(fromLibvirt(new RpcError('unreachable', 'm'))).toMatchObject({ details: undefined });
  });

  it('leaves alone what is neither', () => {
    const bug = new TypeError('bug');
    const known = new DomainError('conflict', 'm');
    expect(fromLibvirt(bug)).toBe(bug);
    expect(fromLibvirt(known)).toBe(known);
  });
});
