import type { DesktopStatistics } from '../../../domain/desktop.ts';

export function statisticsToWire({ servers, desktops }: DesktopStatistics) {
  return {
    created_servers: servers.created,
    active_servers: servers.active,
    error_servers: servers.error,
    created_trs_servers: desktops.created,
    active_trs_servers: desktops.active,
    error_trs_servers: desktops.error,
    free_trs_servers: desktops.free,
    occupied_trs_servers: desktops.occupied,
    simultaneous_trs_servers: desktops.simultaneous,
  };
}
