import { once } from 'node:events';
import { connect } from 'node:tls';
import { checkControlPlane as checkServerIdentity } from '../identity/control-plane-tls.ts';
import { type Check, ok, warning } from './finding.ts';

const check = 'control_plane';

/** The listener where the cell joined still answers with a certificate of the installation. */
export const checkControlPlane: Check = async ({ identity }) => {
  if (identity === null) return [];
  const { hostname, port } = new URL(identity.controlPlane);
  const { key, certificate: cert, caCertificate: ca } = identity;
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: Number(port || 443),
    key,
    cert,
    ca,
    checkServerIdentity,
    timeout: 5_000,
  });
  socket.once('timeout', () => socket.destroy(new Error('timeout')));
  try {
    await once(socket, 'secureConnect');
    return [ok(check, `the control plane answers at ${identity.controlPlane}`)];
  } catch {
    const remedy =
      'Check that it runs and that its port for cells is open from here; images come from there.';
    return [warning(check, `the control plane does not answer at ${identity.controlPlane}`, remedy)];
  } finally {
    socket.on('error', () => undefined).destroy();
  }
};
