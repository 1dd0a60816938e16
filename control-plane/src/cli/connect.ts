/** Who the command line speaks to, and as whom: options, then variables, then the profile. */
import { DomainError } from '../../../proto/src/errors.ts';
import { ApiClient } from './api-client.ts';
import { readProfile } from './profiles.ts';

export interface GlobalOptions {
  readonly json?: boolean;
  readonly url?: string;
  readonly profile?: string;
}

const defaultOrigin = 'http://127.0.0.1:5870';

/** @throws DomainError `unauthenticated` if there is no credential, or it is wrong. */
export async function connect(options: GlobalOptions, environment: NodeJS.ProcessEnv): Promise<ApiClient> {
  const name = options.profile ?? environment.CELLAR_PROFILE;
  const profile = await readProfile(environment, name);
  const origin = options.url ?? environment.CELLAR_URL ?? profile?.url ?? defaultOrigin;
  const own = profile?.url === origin || name !== undefined ? profile?.token : undefined;
  const { CELLAR_TOKEN: token, CELLAR_USER: user, CELLAR_PASSWORD: password } = environment;
  if (token) return new ApiClient(origin, token);
  if (user && password) {
    const client = new ApiClient(origin);
    await client.login(user, password);
    return client;
  }
  if (own) return new ApiClient(origin, own);
  throw new DomainError(
    'unauthenticated',
    'nobody is logged in: run cellar login, or set CELLAR_TOKEN, or CELLAR_USER and CELLAR_PASSWORD',
    { reason: 'no_credential' },
  );
}
