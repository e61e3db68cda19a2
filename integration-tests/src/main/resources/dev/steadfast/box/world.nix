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

  toplevel = { etc, sw, activate, salt }: build "nixos-system-box-25.05" { inherit etc sw salt; text = activate; } ''
    mkdir "$out"
    ln -s "$etc/etc" "$out/etc"
    ln -s "$sw" "$out/sw"
    ln -s "${pkg.systemd}" "$out/systemd"
    printf %s "systemd 252" > "$out/init-interface-version"
    printf %s "25.05" > "$out/nixos-version"
    printf %s "x86_64-linux" > "$out/system"
    activate=$(cat "$textPath")
    printf '%s\n' "''${activate//@out@/$out}" > "$out/activate"
    printf '#!%s\nexit 0\n' "${pkg.bash}/bin/bash" > "$out/dry-activate"
    chmod +x "$out/activate" "$out/dry-activate"
  '';
}
