# The functions that a world's expression uses. `pkg` has the store path of each program, by key.
{ pkg }:
rec {
  build = name: attributes: script: derivation ({
    inherit name script;
    system = builtins.currentSystem;
    builder = "${pkg.bash}/bin/bash";
    args = [ "-c" "set -eu; . \"$scriptPath\"" ];
    passAsFile = [ "script" "text" ];
    PATH = "${pkg.coreutils}/bin";
  } // attributes);

  # One text, at a path inside its own derivation; mode is that of chmod.
  text = { name, inside, mode, text, salt }: build name { inherit inside text salt; } ''
    target=$out$inside
    [ -z "$inside" ] || mkdir -p "''${target%/*}"
    cp "$textPath" "$target"
    chmod ${mode} "$target"
  '';

  # One symbolic link, at a path inside its own derivation.
  link = { name, inside, target, salt }: build name { inherit inside target salt; text = ""; } ''
    mkdir -p "$out"
    ln -s "$target" "$out$inside"
  '';

  # A tree of symbolic links: lines of a path, a blank and its target.
  farm = { name, links, salt }: build name { text = links; inherit salt; } ''
    mkdir "$out"
    while read -r path target; do
      case $path in */*) mkdir -p "$out/''${path%/*}" ;; esac
      ln -s "$target" "$out/$path"
    done < "$textPath"
  '';

  # What system-path is on NixOS: the commands of all packages in one directory.
  systemPath = packages: build "system-path" { inherit packages; text = ""; } ''
    mkdir -p "$out/bin"
    for package in $packages; do ln -s -t "$out/bin" "$package"/bin/*; done
  '';

  # The three programs of a system: shell that writes them, for a builder that knows out and toplevel.
  programs = ''
    put() {
      local text=''${2//@toplevel@/$toplevel}
      printf '%s\n' "''${text//@out@/$out}" > "$out/$1"
      chmod +x "$out/$1"
    }
    mkdir -p "$out/bin"
    put activate "$activate"
    put dry-activate "$dryActivate"
    put bin/switch-to-configuration "$switch"
  '';

  toplevel = attributes: more: build "nixos-system-box-25.05" (attributes // { text = ""; }) (''
    mkdir "$out"
    ln -s "$etc/etc" "$out/etc"
    ln -s "$sw" "$out/sw"
    ln -s "${pkg.systemd}" "$out/systemd"
    printf %s "$initInterface" > "$out/init-interface-version"
    printf '%s\n' "$inhibitors" > "$out/switch-inhibitors"
    printf %s "25.05" > "$out/nixos-version"
    printf %s "x86_64-linux" > "$out/system"
    toplevel=$out
  '' + more);

  # The toplevel, and the package that its programs are in: mostly itself.
  system = { separate, ... }@attributes:
    let
      all = removeAttrs attributes [ "separate" ];
      bare = toplevel (removeAttrs all [ "activate" "dryActivate" "switch" ]) "";
      whole = toplevel all programs;
    in
    if separate then {
      activatable = build "separate-activation-script" (all // { toplevel = bare; text = ""; }) programs;
      toplevel = bare;
    } else { activatable = whole; toplevel = whole; };
}
