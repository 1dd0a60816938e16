import { resolve } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../../../proto/src/errors.ts';

const schema = z.object({
  cells: z.coerce.number({ error: 'must be a whole number' }).int().min(0).max(2_000),
  hypervisor: z.enum(['fake', 'libvirt']),
  data: z
    .string()
    .min(1)
    .transform((folder) => resolve(folder)),
  ports: z.enum(['default', 'auto']),
  pool: z.string().min(1),
  json: z.boolean(),
});

export type DevOptions = z.output<typeof schema>;

/** @throws DomainError `invalid` naming the option. */
export function parseDevOptions(given: unknown): DevOptions {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new DomainError('invalid', `--${issue?.path.join('.')}: ${issue?.message}`, { reason: 'bad_option' });
}
