import { Hono } from 'hono';
import { createTemplate } from '../../../use-cases/templates/create-template.ts';
import { deleteTemplate } from '../../../use-cases/templates/delete-template.ts';
import { getTemplate } from '../../../use-cases/templates/get-template.ts';
import { listTemplates } from '../../../use-cases/templates/list-templates.ts';
import { modifyTemplate } from '../../../use-cases/templates/modify-template.ts';
import type { HttpEnvironment } from '../../environment.ts';
import { pathParameter, readBody } from '../../read-request.ts';
import { envelope, type NanoDependencies, toContext } from '../dialect.ts';
import {
  templateBriefToWire,
  templateRequest,
  templateToWire,
  toTemplateSettings,
} from '../wire/templates.ts';

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
  routes.post('/templates', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toTemplateSettings(await readBody(c, templateRequest));
    return envelope(c, await createTemplate(ports, context, settings));
  });
  routes.put('/templates/:template', async (c) => {
    const context = await toContext({ ports }, c);
    const settings = toTemplateSettings(await readBody(c, templateRequest));
    await modifyTemplate(ports, context, { templateId: pathParameter(c, 'template'), ...settings });
    return envelope(c);
  });
  routes.delete('/templates/:template', async (c) => {
    await deleteTemplate(ports, await toContext({ ports }, c), { templateId: pathParameter(c, 'template') });
    return envelope(c);
  });
  return routes;
}
