# A pre-switch check of NixOS's own. Arguments: TOPLEVEL ACTION
case $2 in
  boot | dry-activate)
    echo "Not checking switch inhibitors (action = $2)"
    exit
    ;;
esac
echo -n "Checking switch inhibitors..."
export PATH=@{pkg:coreutils}/bin:@{pkg:gnugrep}/bin:@{pkg:gnused}/bin
# Lines of a key, a tab and its value. No file is an empty object.
pairs() {
  [ ! -e "$1" ] || { grep -o '"[^"]*":"[^"]*"' "$1" || true; } | sed 's/^"\(.*\)":"\(.*\)"$/\1\t\2/'
}
declare -A old=()
while IFS=$'\t' read -r key value; do
  old[$key]=$value
done < <(pairs /run/current-system/switch-inhibitors)
changes=
while IFS=$'\t' read -r key value; do
  if [ -n "${old[$key]+known}" ] && [ "${old[$key]}" != "$value" ]; then
    changes+="$key : ${old[$key]} -> $value"$'\n'
  fi
done < <(pairs "$1/switch-inhibitors")
if [ -n "$changes" ]; then
  echo
  echo "There are changes to critical components of the system:"
  echo
  printf '%s' "$changes"
  echo
  echo "Switching into this system is not recommended."
  echo "You probably want to run 'nixos-rebuild boot' and reboot your system instead."
  exit 1
fi
echo " done"
