import { Hono } from 'hono';
import { createPolicyGroup } from '../../../use-cases/policies/create-policy-group.ts';
import { deletePolicyGroup } from '../../../use-cases/policies/delete-policy-group.ts';
import { getPolicyGroup } from '../../../use-cases/policies/get-policy-group.ts';
import { modifyPolicyGroup } from '../../../use-cases/policies/modify-policy-group.ts';
import { searchPolicyGroups } from '../../../use-cases/policies/search-policy-groups.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { listEnvelope } from '../list-envelope.ts';
import {
  policyGroupRequest,
  policyGroupToWire,
  policySearchQuery,
  toPolicySearch,
  toPolicySettings,
} from '../wire/security-policy-groups.ts';

export function policyGroupRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/search/security_policy_groups', async (c) => {
    const context = await toContext({ ports }, c);
    const search = toPolicySearch(validate(policySearchQuery, c.req.query()));
    return listEnvelope(c, await searchPolicyGroups(ports, context, search), policyGroupToWire);
  });
  routes.get('/security_policy_groups/:policy', async (c) => {
    const context = await toContext({ ports }, c);
    const policyGroupId = pathParameter(c, 'policy');
    return envelope(c, policyGroupToWire(await getPolicyGroup(ports, context, { policyGroupId })));
  });
  routes.post('/security_policy_groups', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toPolicySettings(await readBody(c, policyGroupRequest));
    return envelope(c, await createPolicyGroup(ports, context, settings));
  });
  routes.put('/security_policy_groups/:policy', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toPolicySettings(await readBody(c, policyGroupRequest));
    await modifyPolicyGroup(ports, context, { policyGroupId: pathParameter(c, 'policy'), ...settings });
    return envelope(c);
  });
  routes.delete('/security_policy_groups/:policy', async (c) => {
    const context = await toContext({ ports }, c);
    await deletePolicyGroup(ports, context, { policyGroupId: pathParameter(c, 'policy') });
    return envelope(c);
  });
  return routes;
}
