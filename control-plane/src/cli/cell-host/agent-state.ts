/** What of the agent is on a host, as root sees it. */
import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { cellIdOf } from '../../../../proto/src/certificate-names.ts';
import type { RemoteHost } from '../ssh/remote-host.ts';

export interface Membership {
  readonly cellId: string;
  readonly name: string;
  /** Origin where it joined. */
  readonly controlPlane: string;
}

export interface AgentState {
  /** Of the installed package; null: none is. */
  readonly version: string | null;
  readonly membership: Membership | null;
  /** Whether the unit runs. */
  readonly runs: boolean;
}

/** Of the identity, all but the key: that stays where it is. */
const readIdentity = `/usr/lib/cellar/bin/node -e '
const { name, controlPlane, certificate } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
console.log(JSON.stringify({ name, controlPlane, certificate }));' /var/lib/cellar-cell/identity/identity.json 2>/dev/null`;

const script = `echo "version $(dpkg-query -W -f '\${db:Status-Status} \${Version}' cellar-cell-agent 2>/dev/null)"
echo "unit $(systemctl is-active cellar-cell-agent 2>/dev/null)"
${readIdentity} || true
`;

const identity = z.object({ name: z.string(), controlPlane: z.string(), certificate: z.string() });

export async function agentState(host: RemoteHost): Promise<AgentState> {
  const text = await host.runAsRoot(script);
  const told = /^\{.*\}$/m.exec(text)?.[0];
  return {
    version: /^version installed (\S+)$/m.exec(text)?.[1] ?? null,
    runs: /^unit active$/m.test(text),
    membership: told === undefined ? null : membershipOf(told),
  };
}

function membershipOf(text: string): Membership | null {
  const { name, controlPlane, certificate } = identity.parse(JSON.parse(text));
  const cellId = cellIdOf(new X509Certificate(certificate).subjectAltName);
  return cellId === undefined ? null : { cellId, name, controlPlane };
}
