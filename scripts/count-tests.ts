/**
 * Reads one of Vitest's JSON reports (first argument). Prints `passed failed skipped` on the first line and the names
 * of what failed on the following ones. A file that failed outside its tests (import, set-up) counts as one failure.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const { testResults } = report.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
for (const file of testResults) {
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  const passed = file.assertionResults.filter((test) => test.status === 'passed');
  counts.passed += passed.length;
  counts.failed += failed.length;
  counts.skipped += file.assertionResults.length - passed.length - failed.length;
  failures.push(...failed.map((test) => `${file.name}: ${test.fullName}`));
  if (file.status === 'failed' && failed.length === 0) {
    counts.failed += 1;
    failures.push(`${file.name}: outside its tests`);
  }
}
console.log(counts.passed, counts.failed, counts.skipped);
for (const name of failures) console.log(name);
