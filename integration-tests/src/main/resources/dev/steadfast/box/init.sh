# Becomes PID 1 of a box: builds the root file system, enters it, and executes systemd.
#
# Arguments: NAME GROUP GROUPS STORE EXTRAS [VISIBLE]...
#   GROUP    the box's cgroup, below the mount point GROUPS
#   STORE    a directory made by base-store.sh
#   EXTRAS   words of what this box has on top, see section 5
#   VISIBLE  paths that the box must see although its own mounts would hide them
set -eu
name=$1 group=$2 groups=$3 store=$4 extras=$5
shift 5
echo 0 > "$group/cgroup.procs"
umount "$groups"

# 1. The root: what is written stays in memory and ends with the box. It is assembled below a directory that hides
#    nothing that is still needed.
for work in /mnt /media /srv /opt; do
  case " $store $* " in *" $work/"*) ;; *) break ;; esac
done
mount -t tmpfs -o mode=755 box "$work"
mkdir "$work/upper" "$work/work" "$work/root" "$work/nix-upper" "$work/nix-work"
mount -t overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" box "$work/root"
cd "$work/root"
mkdir -p old nix usr/lib/steadfast-box
mount -t overlay -o "lowerdir=$store/nix,upperdir=$work/nix-upper,workdir=$work/nix-work" nix nix
mount -o bind,ro "$store/template" usr/lib/steadfast-box

# 2. Mounts of its own.
mount -t proc proc proc
for directory in dev run tmp; do
  mount -t tmpfs -o mode=755 "$directory" "$directory"
done
chmod 1777 tmp
mkdir dev/pts dev/shm run/lock
for node in null zero full random urandom tty; do
  : > "dev/$node"
  mount --bind "/dev/$node" "dev/$node"
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
for visible in "$@"; do
  if [ -d "$visible" ]; then
    mkdir -p ".$visible"
  else
    mkdir -p ".${visible%/*}"
    : > ".$visible"
  fi
  mount -o bind,ro "$visible" ".$visible"
done

# 3. Only the units that a box needs: none of the machine's own, no generators, and no more of systemd's than a bus and
#    a journal. The rest of systemd's units can still be started.
units=lib/systemd/system
generators=lib/systemd/system-generators
find "$generators" -type f ! -name systemd-fstab-generator -delete
case " $extras " in *" fstab "*) ;; *) rm -rf "$generators" ;; esac
rm -rf etc/xdg/systemd etc/systemd/{system,user} etc/rc?.d etc/init.d etc/fstab "$units"/*.wants
rm -rf "$units"/{postgresql,nginx,caddy}* etc/nginx etc/caddy
mkdir -p etc/systemd/system "$units"/{sockets,sysinit,box}.target.wants
for socket in dbus systemd-journald systemd-journald-dev-log; do
  ln -s "../$socket.socket" "$units/sockets.target.wants/"
done
ln -s ../systemd-journald.service "$units/sysinit.target.wants/"
ln -s ../dbus.service "$units/box.target.wants/"
cat > "$units/box.target" << 'UNIT'
[Unit]
Description=Everything that a box has before its first activation
Requires=basic.target
After=basic.target
AllowIsolate=yes
UNIT
mkdir -p usr/lib/systemd/{system,journald}.conf.d
printf '[Manager]\nDefaultStartLimitIntervalSec=0\n' > usr/lib/systemd/system.conf.d/box.conf
printf '[Journal]\nStorage=volatile\nRateLimitIntervalSec=0\n' > usr/lib/systemd/journald.conf.d/box.conf

# 4. Names, network, Nix.
tr -d - < /proc/sys/kernel/random/uuid > etc/machine-id
echo "$name" > etc/hostname
hostname "$name"
printf '127.0.0.1 localhost %s\n::1 localhost\n' "$name" > etc/hosts
ip link set lo up
mkdir -p etc/nix
printf 'sandbox = false\nbuild-users-group =\nsubstituters =\nmax-jobs = 4\n' > etc/nix/nix.conf

# 5. What only some boxes have.
for extra in $extras; do
  case $extra in
    fstab)
      : > dev/autofs
      mount --bind /dev/autofs dev/autofs
      ;;
    swap)
      : > swapfile
      mount --bind "$SWAP_FILE" swapfile
      ;;
    user)
      # Lingering: logind starts the manager at some time after the boot; a link makes it part of the boot. The session
      # bus is Debian's own socket unit.
      echo 'usertest:x:1001:1001::/home/usertest:/bin/bash' >> etc/passwd
      echo 'usertest:x:1001:' >> etc/group
      echo 'usertest:*:20000::::::' >> etc/shadow
      install -d -o 1001 -g 1001 home/usertest
      # The class path may lie in the home of root, and the user runs programs of it, too.
      chmod go+x root
      if [ -d root/.m2 ]; then find root/.m2 -type d ! -perm -1 -exec chmod go+x {} +; fi
      mkdir -p var/lib/systemd/linger
      : > var/lib/systemd/linger/usertest
      ln -s ../systemd-logind.service "$units/box.target.wants/"
      ln -s ../user@.service "$units/box.target.wants/user@1001.service"
      ;;
    *) echo "no such extra: $extra" >&2; exit 1 ;;
  esac
done

# 6. With a chroot instead of pivot_root, BindMountUnit fails with EINVAL; it also needs the root to be shared.
exec unshare --cgroup bash -c '
set -eu
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
pivot_root . old
cd /
umount -l old
rmdir old
mount --make-rshared /
exec env -i container="$1" PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
  /lib/systemd/systemd --system --unit=box.target --log-target=journal
' init.sh "$name"
