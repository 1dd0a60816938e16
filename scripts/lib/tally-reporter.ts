/**
 * Vitest's reporter for scripts/test. Into the file that TALLY_FILE names it writes `passed failed skipped`, then a
 * line for each failure ("failed", tab, name) and each reason for skipping ("skipped", tab, count, tab, reason). A file
 * that failed outside its tests (import, set-up) counts as one failure, a test skipped without a reason too.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const path = process.env.TALLY_FILE;
    if (path === undefined) return;
    let passed = 0;
    const failures: string[] = [];
    const skips = new Map<string, number>();
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId);
      const failuresBefore = failures.length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        const reason = reasonOf(test);
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failures.push(`${file}: ${test.fullName}`);
        else if (reason === undefined) failures.push(`${file}: ${test.fullName} (skipped without a reason)`);
        else skips.set(reason, (skips.get(reason) ?? 0) + 1);
      }
      if (module.state() === 'failed' && failures.length === failuresBefore)
        failures.push(`${file}: outside its tests`);
    }
    const skipped = [...skips.values()].reduce((sum, count) => sum + count, 0);
    const lines = [
      `${passed} ${failures.length} ${skipped}`,
      ...failures.map((name) => `failed\t${name.replaceAll(/\s+/g, ' ')}`),
      ...[...skips].map(([reason, count]) => `skipped\t${count}\t${reason}`),
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
  }
}

/** What the test said when it skipped itself, or what `only` of test/support/only.ts wrote behind its name. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? /\[skipped: ([^\]]+)\]/.exec(test.fullName)?.[1];
}
