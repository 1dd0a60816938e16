import { z } from 'zod';
import type { Notice } from '../../../domain/desktop-request.ts';
import { connections } from '../../../domain/desktop-session.ts';
import { taskState, vmState } from '../../../domain/desktop-status.ts';
import { type Language, rsErrors, rsText } from '../../../domain/rs-errors.ts';
import type {
  AnsweredRequest,
  DesktopAccess,
  RequestedDesktop,
} from '../../../use-cases/desktop-requests/get-desktop-request.ts';
import type { DesktopProof } from '../../../use-cases/desktop-requests/prove-desktop-user.ts';
import { canonicalId } from '../../canonical-id.ts';
import { oneOf, requiredText } from '../../fields.ts';
import { validate } from '../../validate.ts';
import { credentials, optionalText, toProof } from './credentials.ts';

const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .preprocess((value) => (value === '' ? null : value), schema.nullish())
    .transform((value) => value ?? null);

const about = {
  auth_tenant: optionalText(255),
  project_domain_name: optionalText(255),
  ip_address: orNothing(z.union([z.ipv4(), z.ipv6()], 'must be an IP address')),
  conn_type: orNothing(oneOf(connections)),
  connection_type: orNothing(oneOf(connections)),
  os: optionalText(255),
  client: optionalText(255),
};
const byToken = z.object({ token: requiredText(8192), ...about });
const byPassword = z.object({ ...credentials, ...about });

type RequestVm = z.output<typeof byPassword> | z.output<typeof byToken>;

/** With a token nothing else proves the user. @throws DomainError `invalid`. */
export function parseRequestVm(body: Readonly<Record<string, unknown>>): RequestVm {
  return body.token ? validate(byToken, body) : validate(byPassword, body);
}

/** The two forms for the document. */
export const requestVmForms = z.union([byPassword, byToken]);

export const getVmRequest = z.object({
  request: requiredText(64).transform((id) => canonicalId(id.replace(/^req-/, ''))),
});

export function proofOf(request: RequestVm): DesktopProof {
  if ('token' in request) return { method: 'token', token: request.token };
  return { method: 'password', ...toProof(request) };
}

export function warningsToWire(warnings: readonly Notice[], language: Language) {
  if (warnings.length === 0) return {};
  return {
    warnings: warnings.map((one) => ({
      code: rsErrors[one.reason].number,
      message: noticeText(one, language),
      data: one.data,
    })),
  };
}

function noticeText({ reason, data, text }: Notice, language: Language): string {
  return text?.[language] ?? rsText(reason, language, data);
}

/** @param gateway origin of the listener for screens. */
export function requestToWire({ request, desktop }: AnsweredRequest, language: Language, gateway: string) {
  const [warning] = request.warnings;
  return {
    status: request.state,
    message: warning ? noticeText(warning, language) : null,
    server: desktop && serverToWire(desktop, gateway),
    ...warningsToWire(request.warnings, language),
  };
}

function serverToWire({ view, address, access }: RequestedDesktop, gateway: string) {
  const { status, progress, held } = view;
  const protocols = access.map((one) => accessToWire(one, address, gateway));
  const [first] = protocols;
  return {
    id: held.server.id,
    name: held.server.name,
    status,
    vm_state: vmState(status),
    ip: address,
    progress,
    task_state: taskState(status),
    protocol: first?.protocol ?? null,
    port: first?.port ?? null,
    gateway_url: first?.gateway_url ?? null,
    protocols,
  };
}

/** The screen's viewer answers the challenge of its VNC server with the password. */
function accessToWire({ protocol, port, channel }: DesktopAccess, ip: string | null, gateway: string) {
  if (protocol !== 'vnc') return { protocol, ip, port, gateway_url: null };
  if (channel === null) return { protocol, ip: null, port: null, gateway_url: null };
  const origin = gateway.replace(/^http/, 'ws');
  const gateway_url = `${origin}/api/v1/monitor_channels/${channel.id}`;
  return { protocol, ip: null, port: null, gateway_url, password: channel.password };
}
