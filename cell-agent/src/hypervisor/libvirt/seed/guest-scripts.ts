/**
 * What cloud-init has no module for, or none that leaves a disk alone that has data, as POSIX shell scripts. They are
 * constant: each value comes as an argument. All may run again after a power cut, and after the system was made anew
 * while the data disks stayed.
 */

/** The ext4 label of the file system for data. */
export const dataLabel = 'cellar-data';

/**
 * Makes one file system of the blank data disks, unless there is one already, and mounts it now and at each start.
 * Several disks are joined into one volume if the system has LVM. A disk with anything on it is left alone, and so are
 * all if there are more blank ones than data disks. By label, as what device a disk becomes may differ from start to
 * start. Arguments: number of data disks, label, path.
 */
export const mountDataDisks = String.raw`
set -eu
expected=$1 label=$2 path=$3
say() { echo "cellar-data-disks: $*"; }
is_blank() {
  status=0
  blkid -p "$1" >/dev/null 2>&1 || status=$?
  [ "$status" = 2 ]
}
blank_disks() {
  for disk in /sys/block/sd* /sys/block/vd* /sys/block/hd*; do
    [ -e "$disk/size" ] && [ "$(cat "$disk/size")" != 0 ] && [ "$(cat "$disk/ro")" = 0 ] || continue
    ! is_blank "/dev/$(basename "$disk")" || echo "/dev/$(basename "$disk")"
  done
}
has_data() { [ -n "$(blkid -c /dev/null -t "LABEL=$label" -o device)" ]; }
has_group() { command -v vgs >/dev/null && vgs cellar >/dev/null 2>&1; }
make_data() {
  blank=$(blank_disks)
  count=$(printf '%s' "$blank" | grep -c . || true)
  if [ "$count" -gt "$expected" ]; then
    say "$count blank disks, but only $expected for data: nothing is done"
    return
  fi
  if [ "$count" -gt 1 ] && ! has_group; then
    if command -v vgcreate >/dev/null; then
      vgcreate -q -y cellar $blank
    else
      say "no LVM here: only the first of $count disks is used"
    fi
  fi
  if has_group; then
    [ -e /dev/cellar/data ] || lvcreate -q -y -l 100%FREE -n data cellar
    blank=/dev/cellar/data
  fi
  for device in $blank; do
    if is_blank "$device"; then mkfs.ext4 -q -L "$label" "$device"; fi
    return
  done
}
udevadm settle || true
! has_group || vgchange -q -ay cellar
has_data || make_data
udevadm settle || true
if ! has_data; then
  say "no blank disk and no file system $label"
  exit 0
fi
mkdir -p "$path"
place=$(printf '%s' "$path" | sed 's/\\/\\134/g; s/ /\\040/g; s/\t/\\011/g')
grep -q "^LABEL=$label[[:space:]]" /etc/fstab ||
  printf 'LABEL=%s %s ext4 defaults,nofail 0 2\n' "$label" "$place" >>/etc/fstab
systemctl daemon-reload || true
mountpoint -q "$path" || mount "$path"
`;

/**
 * Says to the SSH server whether root may log in with a password. Argument: yes or no.
 * The first value that the server reads counts, also before what it includes.
 */
export const setRootLogin = `
set -eu
config=/etc/ssh/sshd_config parts=/etc/ssh/sshd_config.d
[ -e "$config" ] || exit 0
if [ -d "$parts" ] && grep -qi "^ *Include  *$parts/" "$config"; then
  echo "PermitRootLogin $1" >"$parts/01-cellar.conf"
else
  { echo "PermitRootLogin $1" && grep -vi '^ *PermitRootLogin ' "$config"; } >"$config.cellar"
  chmod --reference="$config" "$config.cellar"
  mv "$config.cellar" "$config"
fi
`;
