# Prints what an action that touches nothing leaves as it is: lines of KEY, a tab, and a value.
# Arguments: directories whose files count too.
set -eu

# Units: key is the unit's name.
systemctl show --property=Id,ActiveState,SubState,InvocationID,MainPID,NRestarts '*' | awk -F= '
  function flush() { if (id != "") print "unit " id "\t" rest; id = ""; rest = "" }
  NF == 0 { flush(); next }
  $1 == "Id" { id = substr($0, 4); next }
  { rest = rest (rest == "" ? "" : " ") $0 }
  END { flush() }'

systemctl list-jobs --no-legend --plain | while read -r id unit type state; do
  printf 'job %s %s\t%s\n' "$unit" "$type" "$state"
done

# Mounts: key is the process and the mount's number. The kernel may give the number of a mount that is gone again.
mounts() {
  local number rest
  while read -r number rest; do
    printf 'mount of %s %s\t%s\n' "$1" "$number" "$rest"
  done < "/proc/$2/mountinfo" || true
}
mounts systemd 1
systemctl show --property=Id,MainPID '*.service' | awk -F= '
  $1 == "Id" { id = substr($0, 4) } $1 == "MainPID" { pid = $2 }
  NF == 0 { if (pid > 0) print id, pid; pid = 0 } END { if (pid > 0) print id, pid }' |
  while read -r unit pid; do
    mounts "$unit" "$pid"
  done

# Links, files and directories. What the journal and systemd's own bookkeeping of units do in /run is left out: the
# units themselves are above.
find /etc "$@" -type l -printf 'link %p\t%l\n'
find /etc "$@" -type d -printf 'directory %p\t%M %u:%g\n'
find /etc "$@" -type f -print0 | xargs -0 -r sha256sum | while read -r digest path; do
  printf 'file %s\t%s\n' "$path" "$digest"
done
find /run \( -path /run/log -o -path /run/systemd/journal -o -path /run/systemd/units -o -path /run/udev \) -prune \
  -o -type l -printf 'link %p\t%l\n' -o -printf '%y %p\t%M %u:%g %s\n'
