/** The two calls on the control plane's cell listener that give certificates. `POST /enrol` alone needs none. */
import { z } from 'zod';

export const enrolRequest = z.strictObject({
  tokenId: z.string().min(1).max(100),
  secret: z.string().min(1).max(200),
  /** The cell's name, `cell_` and 12 hex digits. */
  name: z.string().regex(/^[\w-]{1,64}$/),
  /** Where the control plane reaches the agent's gRPC server, `host:port`. */
  advertise: z.string().min(3).max(300),
  /** PKCS#10 request, PEM. */
  certificateRequest: z.string().min(1).max(20_000),
});

export const enrolReply = z.object({
  cellId: z.string(),
  certificate: z.string(),
  caCertificate: z.string(),
});

/** `POST /renew`, with the cell's present certificate: a new request, answered with an `enrolReply`. */
export const renewRequest = z.strictObject({
  /** PKCS#10 request, PEM. */
  certificateRequest: z.string().min(1).max(20_000),
});

/** `POST /address`, with the cell's certificate: where it is reached from now on. The answer is an empty object. */
export const addressRequest = z.strictObject({
  /** `host:port`, as in an `enrolRequest`. */
  advertise: z.string().min(3).max(300),
});

export type EnrolRequest = z.infer<typeof enrolRequest>;
export type EnrolReply = z.infer<typeof enrolReply>;
export type RenewRequest = z.infer<typeof renewRequest>;
