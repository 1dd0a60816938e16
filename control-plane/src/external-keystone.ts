import type { Settings } from './config/schema.ts';
import { createKeystoneClient } from './keystone/keystone-client.ts';
import type { Keystone } from './use-cases/ports/index.ts';

/** The external Keystone of the configuration. */
export function externalKeystone({ identity: { keystone } }: Settings): Keystone | null {
  if (keystone === undefined) return null;
  const { url, user, password, user_domain: domain, project, project_domain: projectDomain } = keystone;
  const service =
    user === undefined || password === undefined
      ? null
      : {
          user,
          domain,
          password,
          project: project === undefined ? null : { name: project, domain: projectDomain },
        };
  const { timeout_s: timeoutS, cache_s: cacheS } = keystone;
  return createKeystoneClient({ url, service, timeoutMs: timeoutS * 1000, cacheMs: cacheS * 1000 });
}
