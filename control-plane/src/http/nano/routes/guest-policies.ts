import { Hono } from 'hono';
import { addGuestRule } from '../../../use-cases/guest-policies/add-guest-rule.ts';
import { changeDefaultAction } from '../../../use-cases/guest-policies/change-default-action.ts';
import { getGuestPolicy } from '../../../use-cases/guest-policies/get-guest-policy.ts';
import { modifyGuestRule } from '../../../use-cases/guest-policies/modify-guest-rule.ts';
import { moveGuestRule } from '../../../use-cases/guest-policies/move-guest-rule.ts';
import { removeGuestRule } from '../../../use-cases/guest-policies/remove-guest-rule.ts';
import type { HttpEnvironment, Request } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { validate } from '../../validate.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import { defaultActionRequest, securityPolicyToWire } from '../wire/guest-policies.ts';
import {
  orderRequest,
  policyRuleRequest,
  ruleParameters,
  toPolicyRule,
} from '../wire/security-policy-groups.ts';

/** The policy that a guest has for itself. */
export function guestPolicyRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/guests/:guest/security_policy', async (c) => {
    const context = await toContext({ ports }, c);
    const policy = await getGuestPolicy(ports, context, { guestId: pathParameter(c, 'guest') });
    return envelope(c, securityPolicyToWire(policy));
  });
  routes.put('/guests/:guest/security_policy/default_action', async (c) => {
    const context = await toContext({ ports }, c);
    const { action } = await readBody(c, defaultActionRequest);
    await changeDefaultAction(ports, context, { guestId: pathParameter(c, 'guest'), action });
    return envelope(c);
  });
  routes.post('/guests/:guest/security_policy/rules', async (c) => {
    const context = await toContext({ ports }, c);
    const rule = toPolicyRule(await readBody(c, policyRuleRequest));
    await addGuestRule(ports, context, { guestId: pathParameter(c, 'guest'), rule });
    return envelope(c);
  });
  routes.put('/guests/:guest/security_policy/rules/:index', async (c) => {
    const context = await toContext({ ports }, c);
    const rule = toPolicyRule(await readBody(c, policyRuleRequest));
    await modifyGuestRule(ports, context, { ...ruleReference(c), rule });
    return envelope(c);
  });
  routes.put('/guests/:guest/security_policy/rules/:index/order', async (c) => {
    const context = await toContext({ ports }, c);
    const { direction } = await readBody(c, orderRequest);
    await moveGuestRule(ports, context, { ...ruleReference(c), direction });
    return envelope(c);
  });
  routes.delete('/guests/:guest/security_policy/rules/:index', async (c) => {
    await removeGuestRule(ports, await toContext({ ports }, c), ruleReference(c));
    return envelope(c);
  });
  return routes;
}

function ruleReference(c: Request) {
  const { index } = validate(ruleParameters, { index: pathParameter(c, 'index') });
  return { guestId: pathParameter(c, 'guest'), index };
}
