/** What guests need of the kernel beside KVM, loaded or built in. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, failure, ok, warning } from './finding.ts';

const check = 'kernel';

const pieces = [
  { module: 'tun', needed: true, without: 'guests have no network' },
  { module: 'bridge', needed: true, without: 'guests have no network' },
  { module: 'vhost_net', needed: false, without: 'the network of guests is slower' },
] as const;

export const checkKernel: Check = async ({ root = '/' }) => {
  const read = (path: string) => readFile(join(root, path), 'utf8').catch(() => '');
  const isThere = (path: string) =>
    stat(join(root, path)).then(
      () => true,
      () => false,
    );
  const release = (await read('proc/sys/kernel/osrelease')).trim();
  const folder = `lib/modules/${release}`;
  const [builtin, loadable] = await Promise.all([
    read(`${folder}/modules.builtin`),
    read(`${folder}/modules.dep`),
  ]);
  const findings = [];
  for (const { module, needed, without } of pieces) {
    const loaded =
      (await isThere(`sys/module/${module}`)) ||
      (module === 'tun' && (await isThere('dev/net/tun'))) ||
      names(builtin, module);
    if (loaded) continue;
    if (names(loadable, module)) continue;
    const message = `the kernel ${release} has no ${module}: ${without}`;
    const remedy = `Install the distribution's full kernel, or load it: modprobe ${module}`;
    findings.push((needed ? failure : warning)(check, message, remedy));
  }
  return findings.length > 0 ? findings : [ok(check, `the kernel ${release} has what guests need`)];
};

/** A line begins with the file of a module, e.g. `kernel/drivers/net/tun.ko.xz`, where `-` and `_` are the same. */
function names(list: string, module: string): boolean {
  return new RegExp(`/${module.replaceAll('_', '[-_]')}\\.ko`, 'm').test(list);
}
