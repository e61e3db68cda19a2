# Fills OUT with a Nix store that holds the programs of the test worlds.
# Runs as root in a mount namespace of its own. Arguments: OUT
#   OUT/nix       what a box sees as /nix
#   OUT/template  ready-made state, to spare each box the making of it
#   OUT/packages  lines NAME=/nix/store/PATH
set -eu
out=$1
work=/mnt
mount -t tmpfs -o mode=755 base-store "$work"
mkdir "$work/upper" "$work/work" "$work/root"
mount -t overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" base-store "$work/root"
cd "$work/root"
mkdir -p nix out stage
mkdir -p "$out/nix" "$out/template"
mount --bind "$out" out
mount --bind "$out/nix" nix
mount -t tmpfs -o mode=1777 tmp tmp
mount -t tmpfs -o mode=755 dev dev
mkdir dev/shm
mount -t tmpfs -o mode=1777 shm dev/shm
for node in null zero random urandom; do : > "dev/$node"; mount --bind "/dev/$node" "dev/$node"; done
mount -t proc proc proc
exec chroot . bash -c '
set -eu
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
export NIX_CONFIG="sandbox = false
build-users-group =
substituters ="
nix-store --init

# package KEY NAME: takes what stands in /stage/NAME into the store
package() {
  printf "%s=%s\n" "$1" "$(nix-store --add "/stage/$2")" >> /out/packages.new
}
# programs NAME COMMAND...: /stage/NAME/bin with a copy of each
programs() {
  local name=$1; shift
  mkdir -p "/stage/$name/bin"
  for command in "$@"; do cp -L "$(type -P "$command")" "/stage/$name/bin/"; done
}
: > /out/packages.new

programs coreutils-9.1 basename cat chmod chown cp cut date dirname echo env false head id install kill ln ls \
  mkdir mktemp mv readlink rm rmdir sha256sum sleep sort tail touch tr true uname wc
programs bash-5.2 bash
ln -s bash /stage/bash-5.2/bin/sh
programs findutils-4.9.0 find xargs
programs gnugrep-3.8 grep
programs gnused-4.9 sed
programs systemd-252 busctl journalctl systemctl systemd-notify systemd-run
# The manager itself is that of the machine: an engine that compares the first process with it finds the same file.
mkdir -p /stage/systemd-252/example/systemd /stage/systemd-252/lib/systemd
ln -s "$(readlink -f /lib/systemd/systemd)" /stage/systemd-252/lib/systemd/systemd
cp -a /lib/systemd/system /lib/systemd/user /stage/systemd-252/example/systemd/
find /stage/systemd-252/example/systemd -lname /dev/null -delete
mkdir -p /stage/tzdata-2025b/share/zoneinfo/Europe /stage/glibc-locales-2.36/lib/locale
cp -L /usr/share/zoneinfo/UTC /stage/tzdata-2025b/share/zoneinfo/
cp -L /usr/share/zoneinfo/Europe/Berlin /stage/tzdata-2025b/share/zoneinfo/Europe/
cp -RL /usr/lib/locale/C.utf8 /stage/glibc-locales-2.36/lib/locale/

# The layout of the build is kept, as the server finds its share and lib directories relative to its own real path.
pg=postgresql-and-plugins-$(/usr/lib/postgresql/15/bin/postgres --version | sed "s/[^0-9]*\([0-9.]*\).*/\1/")
mkdir -p "/stage/$pg/lib/postgresql/15" "/stage/$pg/share/postgresql" "/stage/$pg/bin"
cp -aL /usr/lib/postgresql/15/bin "/stage/$pg/lib/postgresql/15/bin"
mkdir "/stage/$pg/lib/postgresql/15/lib"
cp -L /usr/lib/postgresql/15/lib/*.so "/stage/$pg/lib/postgresql/15/lib/"
rm "/stage/$pg/lib/postgresql/15/lib/llvmjit.so"
cp -RL /usr/share/postgresql/15 "/stage/$pg/share/postgresql/15"
rm -rf "/stage/$pg/share/postgresql/15/man"
for program in "/stage/$pg"/lib/postgresql/15/bin/*; do
  ln -s "../lib/postgresql/15/bin/${program##*/}" "/stage/$pg/bin/${program##*/}"
done
for each in coreutils-9.1 bash-5.2 findutils-4.9.0 gnugrep-3.8 gnused-4.9 systemd-252 tzdata-2025b glibc-locales-2.36; do
  package "${each%-*}" "$each"
done
package postgresql "$pg"
# The same release from another build: an ELF file may carry bytes behind its last section.
printf "another build\n" >> "/stage/$pg/lib/postgresql/15/bin/postgres"
package postgresql-rebuilt "$pg"

# What nginx reads from its package, and the same release from another build; it may be run from anywhere, as the
# paths that it was compiled with are for what a configuration file does not name.
nginx=nginx-$(nginx -v 2>&1 | sed "s/[^0-9]*//")
programs "$nginx" nginx
mkdir "/stage/$nginx/conf"
for file in mime.types fastcgi.conf uwsgi_params; do cp -L "/etc/nginx/$file" "/stage/$nginx/conf/"; done
package nginx "$nginx"
printf "another build\n" >> "/stage/$nginx/bin/nginx"
package nginx-rebuilt "$nginx"
programs caddy-2.6.2 caddy
programs curl-7.88.1 curl
# Something to download: 16 MB in which no two lines are the same.
mkdir -p /stage/website-1.0/share
seq -f "line %015.0f" 1 800000 > /stage/website-1.0/share/big
for each in caddy-2.6.2 curl-7.88.1 website-1.0; do package "${each%-*}" "$each"; done

# A data directory with two roles and a database that pgbench can use at once.
cat > /stage/template << "SCRIPT"
set -eu
export PATH=$1/bin:$PATH
initdb --pgdata="$2" --username=postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
pg_ctl --pgdata="$2" -w -o "-c fsync=off -c listen_addresses= -c unix_socket_directories=/tmp" start
psql -h /tmp -U postgres -d postgres -c "create role app login" -c "create role guest login" \
  -c "create database bench owner app"
pgbench -h /tmp -U app -i -q bench
pg_ctl --pgdata="$2" -w stop
SCRIPT
postgresql=$(sed -n "s/^postgresql=//p" /out/packages.new)
install -d -o postgres -g postgres -m 700 /out/template/pgdata
cd /
setpriv --reuid=postgres --regid=postgres --init-groups bash /stage/template "$postgresql" /out/template/pgdata >&2
mv /out/packages.new /out/packages
' base-store
