import { z } from 'zod';
import { requiredText, text } from '../../fields.ts';

const password = z
  .string('must be text')
  .min(1, 'must not be empty')
  .max(1024, 'must have at most 1024 characters');

/** `""` stands for what is not given. */
export function optionalText(maxLength: number) {
  return text(maxLength)
    .nullish()
    .transform((value) => value || null);
}

/** What proves a user in all requests but those with a token. */
export const credentials = {
  user: requiredText(255),
  password,
  user_domain_name: requiredText(255),
  /** Of the second factor. */
  otp: optionalText(64),
};

export const credentialsRequest = z.object(credentials);
export const returnRequest = z.object({ ...credentials, instance_id: requiredText(64) });
export const changePasswordRequest = z.object({ ...credentials, new_password: password });

export function toProof(request: z.output<typeof credentialsRequest>) {
  const { user, user_domain_name: domain, otp: code } = request;
  return { user, domain, password: request.password, code };
}
