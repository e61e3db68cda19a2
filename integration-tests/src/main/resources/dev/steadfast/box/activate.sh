#!@{pkg:bash}/bin/bash
# Makes /etc and /run/current-system those of this system. May be run again at any time, also after it was killed.

systemConfig=@toplevel@
export PATH=@{pkg:coreutils}/bin:@{pkg:findutils}/bin
shopt -s nullglob
status=0
trap 'status=1' ERR

# Replaces whatever is at a path by a link, without a moment at which there is none.
replace() {
  if [ -d "$2" ] && [ ! -L "$2" ]; then rm -rf "$2"; fi
  ln -sfn "$1" "$2.tmp"
  mv -T "$2.tmp" "$2"
}

echo "setting up /etc..."
etc=$(readlink -f "$systemConfig/etc")
replace "$etc" /etc/static
while IFS= read -r entry; do
  case $entry in */*) mkdir -p "/etc/${entry%/*}" ;; esac
  replace "/etc/static/$entry" "/etc/$entry"
done < <(cd "$etc" && find . -type l -printf '%P\n')
find /etc -path /etc/static -prune -o -type l -lname '/etc/static/*' -print | while IFS= read -r link; do
  [ -e "$link" ] || [ -L "/etc/static/${link#/etc/}" ] || rm "$link"
done
touch /etc/NIXOS

@snippets@
mkdir -p /nix/var/nix/gcroots
ln -sfn /run/current-system /nix/var/nix/gcroots/current-system
replace "$systemConfig" /run/current-system
exit $status
