import type { Row } from './row.ts';
import type { Subject } from './world.ts';

const rule = { action: 'accept', protocol: 'tcp', to_port: 22 };
const settings = ({ side, name }: Subject) => ({
  name,
  description: '',
  user: side === 'hidden' ? 'olga' : 'otto',
  group: side,
  enabled: true,
  global: false,
  default_action: 'accept',
});
const change = { who: 'private', of: 'policy group' } as const;
/** No flag of a group shows its members' policies to each other. */
const read = { who: 'private', of: 'policy group' } as const;

export const policyRows: readonly Row[] = [
  { operation: 'GET /search/security_policy_groups/', who: 'session' },
  { operation: 'GET /security_policy_groups/{id}', ...read },
  {
    operation: 'POST /security_policy_groups/',
    who: 'own',
    of: 'nothing',
    body: (_, subject) => settings(subject),
  },
  { operation: 'PUT /security_policy_groups/{id}', ...change, body: (_, subject) => settings(subject) },
  { operation: 'DELETE /security_policy_groups/{id}', ...change },
  { operation: 'GET /security_policy_groups/{id}/rules/', ...read },
  { operation: 'POST /security_policy_groups/{id}/rules/', ...change, body: () => rule },
  {
    operation: 'PUT /security_policy_groups/{id}/rules/{index}',
    ...change,
    path: () => ({ index: '0' }),
    body: () => rule,
  },
  {
    operation: 'PUT /security_policy_groups/{id}/rules/{index}/order',
    ...change,
    path: () => ({ index: '1' }),
    body: () => ({ direction: 'up' }),
  },
  {
    operation: 'DELETE /security_policy_groups/{id}/rules/{index}',
    ...change,
    path: () => ({ index: '0' }),
  },
];
