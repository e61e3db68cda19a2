# Keeps one box: starts its PID 1, wakes it, and leaves nothing behind.
#
# Runs in a mount namespace of its own, as long as its standard input is open. So the box ends with whoever holds the
# other end of that pipe, however that one ends; and should this process be killed, the kernel kills what it started.
#
# Arguments: NAME INIT [argument of INIT]...   (INIT is the text of init.sh)
# Prints:    pid1 NUMBER   once the first process exists, as seen from here
#            up            once systemd and the bus can be talked to
set -eu
name=$1 init=$2
shift 2

groups=/mnt
mount -t cgroup2 cgroup2 "$groups"

# The group's name says whose it is: PID namespace, PID and start time of the launcher.
read -r namespace < <(readlink /proc/self/ns/pid)
namespace=${namespace//[^0-9]/}
read -ra stat < /proc/$$/stat
prefix=steadfast-box.$namespace
group=$groups/$prefix.$$.${stat[21]}.$name

remove() {
  find "$1" -depth -type d -delete 2> /dev/null
}

# Groups of launchers that were killed before they could clean up.
sweep() {
  local dir pid start rest
  for dir in "$groups/$prefix".*; do
    [ -d "$dir" ] || continue
    IFS=. read -r pid start rest <<< "${dir#"$groups/$prefix."}"
    stat=()
    { read -ra stat < "/proc/$pid/stat"; } 2> /dev/null || true
    [ "${stat[21]:-}" != "$start" ] || continue
    { echo 1 > "$dir/cgroup.kill"; } 2> /dev/null || true
    remove "$dir" || true
  done
}
sweep

mkdir "$group"
setpriv --pdeathsig KILL unshare --mount --pid --uts --ipc --net --fork --kill-child \
  bash -c "$init" init.sh "$name" "$group" "$groups" "$@" < /dev/null >&2 &
keeper=$!

end() {
  kill -KILL "${pid1:-$keeper}" 2> /dev/null || true
  wait "$keeper" 2> /dev/null || true
  local tries=100
  until remove "$group" || [ ! -d "$group" ]; do
    [ $((tries -= 1)) -gt 0 ] || break
    sleep 0.02
  done
}
trap end EXIT

pid1=
while [ -z "$pid1" ]; do
  read -ra stat < "/proc/$keeper/stat"
  [ "${stat[2]}" != Z ] || exit 1
  { read -r pid1 rest < "/proc/$keeper/task/$keeper/children"; } 2> /dev/null || true
done
printf 'pid1 %s\n' "$pid1"

# systemd 252 can fall asleep on unread bytes of its bus socket. Any signal wakes it; this one it does not even log.
up=
while status=0; read -r -t 0.02 rest || status=$?; [ "$status" -gt 128 ]; do
  kill -CHLD "$pid1" 2> /dev/null || exit 1
  if [ -z "$up" ] && [ -S "/proc/$pid1/root/run/systemd/private" ] \
    && [ -S "/proc/$pid1/root/run/dbus/system_bus_socket" ]; then
    up=1
    echo up
  fi
done
