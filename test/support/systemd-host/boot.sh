#!/usr/bin/env bash
# Runs first in a test host's namespaces: makes a machine of its own out of a Debian tree, then becomes its systemd.
#
#   boot.sh TREE FOLDER NAME
set -euo pipefail
TREE=$1 FOLDER=$2 NAME=$3
R=$FOLDER/root

mount --make-rprivate /
mkdir -p "$FOLDER"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=$TREE,upperdir=$FOLDER/upper,workdir=$FOLDER/work" "$R"
mount -t proc proc "$R/proc"
mount -t sysfs sysfs "$R/sys"
mount -t tmpfs -o mode=755 tmpfs "$R/run"

# No kvm: guests are emulated.
mount -t tmpfs -o mode=755,nosuid tmpfs "$R/dev"
mkdir "$R"/dev/{net,pts,shm}
for node in null zero full random urandom tty net/tun; do cp -a "/dev/$node" "$R/dev/$node"; done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$R/dev/pts"
mount -t tmpfs -o mode=1777 tmpfs "$R/dev/shm"
ln -s pts/ptmx "$R/dev/ptmx"
ln -s /proc/self/fd "$R/dev/fd"
for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%:*}" "$R/dev/${stream#*:}"; done

# systemd makes what is mounted here read-only, so it must be nobody else's.
cgroups=$R/sys/fs/cgroup
if [ -e /sys/fs/cgroup/cgroup.procs ]; then
  mount -t cgroup2 cgroup2 "$cgroups"
else
  mount -t tmpfs tmpfs "$cgroups"
  for controller in pids cpu cpuacct cpuset memory devices freezer blkio; do
    [ -e "/sys/fs/cgroup/$controller/cgroup.procs" ] || continue
    mkdir "$cgroups/$controller"
    mount -t cgroup -o "$controller" cgroup "$cgroups/$controller"
  done
  mkdir "$cgroups/systemd"
  mount -t cgroup -o none,name=systemd cgroup "$cgroups/systemd"
fi

hostname "$NAME"
echo "$NAME" >"$R/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$NAME" >"$R/etc/hosts"
ip link set lo up
cd "$R"
mkdir -p .outside
pivot_root . .outside
umount -l /.outside
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
