import { Hono } from 'hono';
import { addPolicyRule } from '../../../use-cases/policies/add-policy-rule.ts';
import { getPolicyGroup } from '../../../use-cases/policies/get-policy-group.ts';
import { modifyPolicyRule } from '../../../use-cases/policies/modify-policy-rule.ts';
import { movePolicyRule } from '../../../use-cases/policies/move-policy-rule.ts';
import { removePolicyRule } from '../../../use-cases/policies/remove-policy-rule.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  orderRequest,
  policyRuleRequest,
  policyRuleToWire,
  ruleParameters,
  toPolicyRule,
} from '../wire/security-policy-groups.ts';

export function policyRuleRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/security_policy_groups/:policy/rules', async (c) => {
    const context = await toContext({ ports }, c);
    const { rules } = await getPolicyGroup(ports, context, { policyGroupId: pathParameter(c, 'policy') });
    return envelope(c, rules.map(policyRuleToWire));
  });
  routes.post('/security_policy_groups/:policy/rules', async (c) => {
    const context = await toContext({ ports }, c);
    const rule = toPolicyRule(await readBody(c, policyRuleRequest));
    await addPolicyRule(ports, context, { policyGroupId: pathParameter(c, 'policy'), rule });
    return envelope(c);
  });
  routes.put('/security_policy_groups/:policy/rules/:index', async (c) => {
    const context = await toContext({ ports }, c);
    const rule = toPolicyRule(await readBody(c, policyRuleRequest));
    await modifyPolicyRule(ports, context, { ...ruleReference(c), rule });
    return envelope(c);
  });
  routes.put('/security_policy_groups/:policy/rules/:index/order', async (c) => {
    const context = await toContext({ ports }, c);
    const { direction } = await readBody(c, orderRequest);
    await movePolicyRule(ports, context, { ...ruleReference(c), direction });
    return envelope(c);
  });
  routes.delete('/security_policy_groups/:policy/rules/:index', async (c) => {
    await removePolicyRule(ports, await toContext({ ports }, c), ruleReference(c));
    return envelope(c);
  });
  return routes;
}

function ruleReference(c: Request) {
  const { index } = validate(ruleParameters, { index: pathParameter(c, 'index') });
  return { policyGroupId: pathParameter(c, 'policy'), index };
}
