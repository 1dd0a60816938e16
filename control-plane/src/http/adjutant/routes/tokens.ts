import { Hono } from 'hono';
import { DomainError } from '../../../../../proto/src/errors.ts';
import { fieldErrors } from '../../../use-cases/adjutant/errors.ts';
import { requireModerator, userOf } from '../../../use-cases/adjutant/levels.ts';
import { describeTaskToken } from '../../../use-cases/adjutant/tokens/describe-task-token.ts';
import { listTaskTokens } from '../../../use-cases/adjutant/tokens/list-task-tokens.ts';
import { reissueTaskToken } from '../../../use-cases/adjutant/tokens/reissue-task-token.ts';
import { removeExpiredTaskTokens } from '../../../use-cases/adjutant/tokens/remove-expired-task-tokens.ts';
import { submitTaskToken } from '../../../use-cases/adjutant/tokens/submit-task-token.ts';
import type { HttpEnvironment } from '../../environment.ts';
import {
  type AdjutantDependencies,
  anonymousContext,
  contextIfAny,
  idOf,
  readFields,
  toContext,
} from '../dialect.ts';
import { TokenGuesses } from '../request-rate.ts';
import { tokenToWire } from '../wire/tasks.ts';

const noObject = new DomainError('invalid', 'Improperly formated json. Should be a key-value object.', {
  reason: 'bad_request',
});

export function tokenRoutes(dependencies: AdjutantDependencies): Hono<HttpEnvironment> {
  const { ports } = dependencies;
  const routes = new Hono<HttpEnvironment>({ strict: false });
  const guesses = new TokenGuesses();
  for (const path of ['/tokens', '/token']) {
    routes.get(path, async (c) => {
      const context = await toContext(dependencies, c);
      const withExpired = (c.req.query('include_expired') ?? '').toLowerCase() === 'true';
      const filters = c.req.query('filters') ?? '';
      const found = await listTaskTokens(ports, context, { filters, withExpired });
      return c.json({ tokens: found.map(({ token, task }) => tokenToWire(token, task)) });
    });
    routes.post(path, async (c) => {
      const context = await toContext(dependencies, c);
      await requireModerator(ports, context);
      const { task, task_id } = await readFields(c);
      const wanted = task ?? task_id;
      if (wanted === undefined || wanted === null || wanted === '')
        throw fieldErrors({ task: ['This field is required.'] });
      if (typeof wanted !== 'string') throw fieldErrors({ task: ['Not a valid string.'] });
      await reissueTaskToken(ports, context, { taskId: wanted.replaceAll('-', '').toLowerCase() });
      return c.json({ notes: ['Token reissued.'] });
    });
    routes.delete(path, async (c) => {
      await removeExpiredTaskTokens(ports, await toContext(dependencies, c));
      return c.json({ notes: ['Deleted all expired tokens.'] });
    });
    routes.get(`${path}/:token`, async (c) => {
      const { address } = anonymousContext(dependencies, c);
      const look = () => describeTaskToken(ports, { secret: idOf(c, 'token') });
      const described = await guesses.guard(address, look);
      return c.json({
        actions: described.actions,
        required_fields: described.requiredFields,
        task_type: described.taskType,
        requires_authentication: described.submitterLogsIn,
      });
    });
    routes.post(`${path}/:token`, async (c) => {
      const context = await contextIfAny(dependencies, c);
      const fields = await readFields(c, noObject);
      const submitter = (await userOf(ports, context)) ?? null;
      const answer = { secret: idOf(c, 'token'), fields, submitter };
      await guesses.guard(context.address, () => submitTaskToken(ports, context, answer));
      return c.json({ notes: ['Token submitted successfully.'] });
    });
  }
  return routes;
}
