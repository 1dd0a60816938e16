import { DomainError, type Subject } from '../../../../proto/src/errors.ts';
import type { DesktopProjectUse, Store } from '../ports/index.ts';

/** What desktop projects are made with stays. @throws DomainError `conflict` with reason `used_by_projects`. */
export async function refuseDesktopUse(tx: Store, subject: Subject, use: DesktopProjectUse): Promise<void> {
  const projects = await tx.desktops.projectsThatUse(use);
  if (projects.length === 0) return;
  const names = projects.map((name) => `'${name}'`).join(', ');
  throw new DomainError('conflict', `the ${subject.kind} is used by desktop projects: ${names}`, {
    reason: 'used_by_projects',
    subject,
    details: { projects },
  });
}
