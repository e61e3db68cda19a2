# Keeps one box: starts its PID 1, wakes it, and leaves nothing behind.
#
# Runs in a mount namespace of its own, as long as its standard input is open. So the box ends with whoever holds the
# other end of that pipe, however that one ends; and should this process be killed, the kernel kills what it started.
#
# Arguments: NAME INIT STORE EXTRAS [further argument of INIT]...   (INIT is the text of init.sh)
# Prints:    pid1 NUMBER   once the first process exists, as seen from here
#            up            once systemd and the bus can be talked to
set -eu
name=$1 init=$2
shift 2
cache=${1%/*} extras=$2

groups=/mnt
mount -t cgroup2 cgroup2 "$groups"

# Its name says whose a group or a swap file is: PID namespace, PID and start time of the launcher.
read -r namespace < <(readlink /proc/self/ns/pid)
namespace=${namespace//[^0-9]/}
read -ra stat < /proc/$$/stat
prefix=steadfast-box.$namespace
group=$groups/$prefix.$$.${stat[21]}.$name

remove() {
  find "$1" -depth -type d -delete 2> /dev/null
}

# Swaps are the machine's, not a box's.
remove_swap() {
  swapoff "$1" 2> /dev/null || true
  rm -f "$1"
}

# Groups and swap files of launchers that were killed before they could clean up.
sweep() {
  local dir pid start rest
  for dir in "$groups/$prefix".* "$cache/$prefix".*; do
    [ -e "$dir" ] || continue
    IFS=. read -r pid start rest <<< "${dir##*/"$prefix."}"
    stat=()
    { read -ra stat < "/proc/$pid/stat"; } 2> /dev/null || true
    [ "${stat[21]:-}" != "$start" ] || continue
    if [ -f "$dir" ]; then remove_swap "$dir"; continue; fi
    { echo 1 > "$dir/cgroup.kill"; } 2> /dev/null || true
    remove "$dir" || true
  done
}
sweep

mkdir "$group"
export SWAP_FILE=
if [[ " $extras " == *" swap "* ]]; then
  # A file on a disk: nothing that is in memory can be swapped to.
  SWAP_FILE=$cache/${group##*/}.swap
  dd if=/dev/zero of="$SWAP_FILE" bs=1M count=4 status=none
  chmod 600 "$SWAP_FILE"
  mkswap "$SWAP_FILE" > /dev/null
fi
setpriv --pdeathsig KILL unshare --mount --pid --uts --ipc --net --fork --kill-child \
  bash -c "$init" init.sh "$name" "$group" "$groups" "$@" < /dev/null >&2 &
keeper=$!

end() {
  [ -z "$SWAP_FILE" ] || remove_swap "$SWAP_FILE"
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
