/**
 * Ends the program with exit code 1 and one line where Node is older than what Cellar is made for.
 * Must be called, and be importable, before anything that an older Node does not have.
 */
export function requireNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 14)) return;
  process.stderr.write(
    `cellar: needs Node 22.14 or later; this is ${version} (${process.execPath}). In a clone, scripts/cellar has the right one.\n`,
  );
  process.exit(1);
}
