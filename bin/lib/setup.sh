# Set-up that bin/steadfast and bin/verify share; sourced, POSIX sh.
#
# find_jdk         sets JDK to a JDK 25 or later, or exits with one line
# set_up_machine   installs what the real-systemd box needs where it may; sets MISSING to what is
#                  still missing ("" if nothing), and says it in one line

# What the box needs, as Debian 12 packages. One line each way: what is not here is not used.
PACKAGES="nix-bin postgresql nginx-light libnginx-mod-stream caddy curl dbus systemd libpam-systemd dbus-user-session
iproute2 util-linux mount procps"

say() { echo "steadfast: $*" >&2; }

# Prints the variables that the shell exports of its own and our caller does not have, one a line.
added_variables() {
  given=$(tr '\0' '\n' <"/proc/$$/environ")
  for name in PWD OLDPWD SHLVL _; do
    case "
$given" in
    *"
$name="*) ;;
    *) echo "$name" ;;
    esac
  done
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${major:-0}" -ge 25 ]
}

find_jdk() {
  on_path=$(command -v javac || :)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* "$on_path"; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      JDK=$candidate
      return
    fi
  done
  say "no JDK 25 or later found by JAVA_HOME, in /usr/lib/jvm or on PATH: install one and try again"
  exit 1
}

need_maven() {
  command -v mvn >/dev/null && return
  say "mvn is missing: install Maven 3.8.6 or later and try again"
  exit 1
}

# Prints the PACKAGES that are not installed, one a line.
missing_packages() {
  for package in $PACKAGES; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :)
    [ "$status" = installed ] || echo "$package"
  done
}

# Installs packages without starting any daemon of theirs and without making a database cluster.
install_packages() (
  policy=/usr/sbin/policy-rc.d
  saved=$policy.before-steadfast
  clusters=/etc/postgresql-common/createcluster.conf
  log=$(mktemp)
  restore() {
    rm -f "$log" "$policy"
    [ ! -e "$saved" ] || mv "$saved" "$policy"
  }
  # One that an interrupted run left behind is ours, not the machine's.
  [ ! -e "$policy" ] || grep -q steadfast "$policy" || mv "$policy" "$saved"
  trap restore EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\n# steadfast: no daemon starts while its package is installed\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  if ! grep -qs '^ *create_main_cluster' "$clusters"; then
    mkdir -p "${clusters%/*}"
    echo 'create_main_cluster = false' >>"$clusters"
  fi

  say "installing $*"
  export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1
  if ! {
    apt-get -q update &&
      apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
  } </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "apt-get could not install $*"
    exit 1
  fi
)

# Prints what the box still lacks here, one a line.
missing_here() {
  if ! command -v dpkg-query >/dev/null; then
    echo "Debian 12"
  else
    missing_packages | sed 's/^/the package /'
  fi
  if [ "$(id -u)" != 0 ]; then
    echo root
  elif ! unshare --mount --pid --net --fork true 2>/dev/null; then
    echo "the right to make namespaces (CAP_SYS_ADMIN)"
  fi
}

set_up_machine() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    wanted=$(missing_packages)
    # shellcheck disable=SC2086 # one word a package
    [ -z "$wanted" ] || install_packages $wanted || :
  fi
  MISSING=$(missing_here | paste -s -d, - | sed 's/,/, /g')
  [ -z "$MISSING" ] || say "a real systemd cannot be booted here; missing: $MISSING"
}
