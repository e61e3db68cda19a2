#!@{pkg:bash}/bin/sh
export OUT='@out@'
export TOPLEVEL='@toplevel@'
export DISTRO_ID='nixos'
export PRE_SWITCH_CHECK='@checks@'
export INSTALL_BOOTLOADER='@bootloader@'
export SYSTEMD='@{pkg:systemd}'
export LOCALE_ARCHIVE='@{pkg:glibc-locales}/lib/locale/locale-archive'
# A JVM cannot be started under another name.
export STEADFAST_ARGV0="$0"
exec @program@ "$@"
