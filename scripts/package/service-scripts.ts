/** What maintainer scripts do about units, as dh_installsystemd(1) of Debian 12 writes it. */

export type ScriptName = 'postinst' | 'prerm' | 'postrm';

/** Puts the lines for the units in the place of `@ENABLE@`, `@STOP@` and `@FORGET@`. */
export function withUnits(script: string, units: readonly string[]): string {
  const services = units.map((unit) => `${unit}.service`);
  return script
    .replace('@ENABLE@', () => enable(services))
    .replace('@STOP@', () => stop(services))
    .replace('@FORGET@', () => forget(services));
}

function enable(services: readonly string[]): string {
  const each = services.map(
    (service) => `  deb-systemd-helper unmask ${service} >/dev/null || true
  if deb-systemd-helper --quiet was-enabled ${service}; then
    deb-systemd-helper enable ${service} >/dev/null || true
  else
    deb-systemd-helper update-state ${service} >/dev/null || true
  fi
`,
  );
  return `case "$1" in configure | abort-upgrade | abort-deconfigure | abort-remove)
${each.join('')}  if [ -d /run/systemd/system ]; then
    systemctl --system daemon-reload >/dev/null || true
    if [ -n "$2" ]; then action=restart; else action=start; fi
    deb-systemd-invoke $action ${services.join(' ')} >/dev/null || true
  fi
  ;;
esac`;
}

function stop(services: readonly string[]): string {
  return `if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  deb-systemd-invoke stop ${services.join(' ')} >/dev/null || true
fi`;
}

function forget(services: readonly string[]): string {
  return `if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl --system daemon-reload >/dev/null || true
fi
if [ "$1" = purge ] && command -v deb-systemd-helper >/dev/null; then
  deb-systemd-helper purge ${services.join(' ')} >/dev/null || true
fi`;
}
