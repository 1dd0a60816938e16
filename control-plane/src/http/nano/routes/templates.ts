import { Hono } from 'hono';
import { getTemplate } from '../../../use-cases/templates/get-template.ts';
import { listTemplates } from '../../../use-cases/templates/list-templates.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { envelope, type NanoDependencies, pathParameter, toContext } from '../dialect.ts';
import { templateBriefToWire, templateToWire } from '../wire/templates.ts';

export function templateRoutes({ ports }: NanoDependencies): Hono<HttpEnvironment> {
  const routes = new Hono<HttpEnvironment>();
  routes.get('/templates', async (c) => {
    const templates = await listTemplates(ports, await toContext({ ports }, c));
    return envelope(c, templates.map(templateBriefToWire));
  });
  routes.get('/templates/:template', async (c) => {
    const context = await toContext({ ports }, c);
    const template = await getTemplate(ports, context, { templateId: pathParameter(c, 'template') });
    return envelope(c, templateToWire(template));
  });
  return routes;
}
