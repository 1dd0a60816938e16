import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';

/** Keeps one line that a client tells of itself; for every session. */
export async function addLog(
  ports: Pick<Ports, 'store'>,
  ctx: Context,
  input: { content: string },
): Promise<void> {
  const content = input.content.replace(/\s*[\r\n]+\s*/g, ' ');
  await ports.store.transaction(async (tx) => {
    await tx.logs.append(content, ctx.nowMs);
    await tx.audit.append(ctx, { action: 'add-log', subject: { kind: 'log', id: '' }, outcome: 'done' });
  });
}
