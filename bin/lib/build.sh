# Builds one module and those it needs when their sources are newer; sourced, POSIX sh, after setup.sh.

# The instant at which the last successful build of the module began.
built() { echo "$TOP/target/built-$1"; }

sources_are_newer() {
  [ -e "$(built "$1")" ] || return 0
  # Directories count too: a removed source changes its directory.
  newer=$(find "$TOP"/pom.xml "$TOP"/.mvn "$TOP"/*/pom.xml "$TOP"/*/src/main -newer "$(built "$1")" |
    head -n 1)
  [ -n "$newer" ]
}

# Without the tests.
run_maven() {
  module=$1
  shift
  (cd "$TOP" && JAVA_HOME=$JDK mvn -B -ntp "$@" -pl "$module" -am package -Dmaven.test.skip) >"$TOP/target/build.log" 2>&1
}

build_if_needed() {
  sources_are_newer "$1" || return 0
  need_maven
  mkdir -p "$TOP/target"
  : >"$(built "$1").begun"
  say "building"
  # Offline first: it is faster, and all there is to do once the dependencies are here.
  if ! run_maven "$1" -o; then
    if ! grep -q 'offline' "$TOP/target/build.log" || ! run_maven "$1"; then
      # Warnings of the compiler fail a build too.
      sed -n -e '/^\[WARNING\].*\.java:/p' -e '/^\[ERROR\]/p' -e '/-> \[Help/q' "$TOP/target/build.log" >&2
      say "the build failed; all of it is in target/build.log"
      exit 1
    fi
  fi
  mv "$(built "$1").begun" "$(built "$1")"
}
