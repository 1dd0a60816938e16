#!/usr/bin/env bash
# Runs first in a lab host's namespaces: makes the machine look like one of its own, starts libvirt,
# then starts what the lines of its control pipe name. Its variables come from host.ts.
set -euo pipefail

hostname "$LAB_NAME"
mount -t sysfs sysfs /sys
# shellcheck source=/dev/null
source "$LAB_FOLDER/mount-cgroups.sh"

# A /dev without kvm: guests are emulated, and libvirt probes QEMU again before each guest where QEMU
# and its own rights on /dev/kvm disagree.
if [ -e /dev/kvm ]; then
  mount -t tmpfs -o mode=755 tmpfs "$LAB_FOLDER/dev"
  for node in /dev/*; do
    copy=$LAB_FOLDER/dev/$(basename "$node")
    if mountpoint -q "$node"; then
      mkdir "$copy"
      mount --move "$node" "$copy"
      while mountpoint -q "$node"; do umount -l "$node"; done
    elif [ "$node" != /dev/kvm ]; then
      cp -a "$node" "$copy"
    fi
  done
  mount --move "$LAB_FOLDER/dev" /dev
fi

# The sockets of the machine's own daemons are none of this host's business.
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/lock /run/libvirt
for place in etc/libvirt run/libvirt var/lib/libvirt var/log/libvirt var/cache/libvirt; do
  mount --bind "$LAB_FOLDER/$place" "/$place"
done
mount --bind "$LAB_FOLDER/etc/hosts" /etc/hosts

# mount(8) looks for its helpers in one folder only, which belongs to the machine.
if [ -n "$LAB_SBIN" ]; then
  sbin=$(realpath /sbin)
  mount -t overlay overlay -o "lowerdir=$LAB_SBIN:$sbin" "$sbin"
fi

virtlogd -d

start() {
  case $1 in
    libvirtd) libvirtd --listen >>/var/log/libvirt/libvirtd.log 2>&1 & ;;
    agent)
      "$LAB_NODE" "$LAB_AGENT" run --config "$LAB_FOLDER/cell-agent.yaml" \
        --join "$LAB_FOLDER/join-token" >>"$LAB_FOLDER/agent.log" 2>&1 &
      ;;
    keeper)
      "$LAB_NODE" "$LAB_AGENT" keeper --config "$LAB_FOLDER/cell-agent.yaml" >>"$LAB_FOLDER/keeper.log" 2>&1 &
      ;;
  esac
}

# Open for writing too, so that it does not end with the first writer.
exec 3<>"$LAB_FOLDER/control"
start libvirtd 3>&-
while read -r line <&3; do start "$line" 3>&-; done
