# SPDX-License-Identifier: EPL-2.0
# What the scripts here share: finding a JDK, a Maven and system libraries, and building what is missing.
# Sourced, not run. After need_java, JAVA_HOME is set; after need_maven, $MVN is.

root=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
product="$root/releng/org.stillroom.product/target/products/stillroom/linux/gtk/x86_64"
studio="$root/releng/org.stillroom.product/target/products/studio/linux/gtk/x86_64"
built="$root/releng/org.stillroom.product/target/built"
spark="$root/bundles/org.stillroom.spark/target/spark"
tools="$root/.build"

# Tycho 5 and the Eclipse platform need Java 21; Tycho 5 needs Maven 3.9.9.
java_wanted=21
maven_wanted=3.9.9
maven_fetched=3.9.16

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

is_root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

install_packages() {
  say "Installing Debian packages: $*"
  apt-get -qq update >&2 && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >/dev/null
}

# The JDK's own note of its version is read where there is one: asking java takes a third of a second.
java_major() {
  local line
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
        printf '%s\n' "${BASH_REMATCH[1]}"
        return
      fi
    done <"$1/release"
  fi
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p'
}

is_jdk() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] && [ "$(java_major "$1")" -ge "$java_wanted" ] 2>/dev/null
}

find_java() {
  local candidate on_path=
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/*/*}
  for candidate in "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
      "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  return 1
}

need_java() {
  find_java && return
  if is_root_on_debian && { install_packages openjdk-21-jdk-headless || install_packages openjdk-25-jdk-headless; } && find_java; then
    return
  fi
  fail "Stillroom needs a JDK of version $java_wanted or newer and found none in JAVA_HOME, on the PATH or in the usual folders.
Install one (Debian 13, Ubuntu: apt-get install openjdk-21-jdk-headless; elsewhere: adoptium.net) or set JAVA_HOME to one."
}

version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

maven_version() { "$1" --version 2>/dev/null | sed 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p'; }

need_maven() {
  need_java
  local installed fetched="$tools/apache-maven-$maven_fetched"
  MVN="$fetched/bin/mvn"
  [ -x "$MVN" ] && return
  installed=$(command -v mvn 2>/dev/null)
  if [ -z "$installed" ]; then
    is_root_on_debian && install_packages maven
    installed=$(command -v mvn 2>/dev/null) ||
      fail "Stillroom's build needs Maven $maven_wanted or newer. Install any Maven 3 (Debian, Ubuntu: apt-get install maven); a newer one is then fetched by its coordinates."
  fi
  if version_at_least "$(maven_version "$installed")" "$maven_wanted"; then
    MVN=$installed
    return
  fi
  say "Maven $(maven_version "$installed") is too old for the build; fetching Maven $maven_fetched into .build"
  mkdir -p "$tools"
  if ! (cd "$tools" && "$installed" -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
      -Dartifact=org.apache.maven:apache-maven:$maven_fetched:zip:bin -DoutputDirectory="$tools") >"$tools/maven.log" 2>&1; then
    cat "$tools/maven.log" >&2
    fail "Maven $maven_fetched could not be fetched; see the message above. Install Maven $maven_wanted or newer by hand instead."
  fi
  rm -rf "$tools/\${project.basedir}"
  chmod +x "$MVN"
}

# libtorch's C++ runtime; slim container images lack it.
need_libraries() {
  local found
  for found in /lib/*/libstdc++.so.6 /usr/lib/*/libstdc++.so.6 /usr/lib64/libstdc++.so.6 /usr/lib/libstdc++.so.6; do
    [ -e "$found" ] && return
  done
  is_root_on_debian && install_packages libstdc++6 && return
  fail "libtorch needs the C++ runtime libstdc++.so.6. Install it (Debian, Ubuntu: apt-get install libstdc++6)."
}

# Installs what is missing of Debian packages, given as PROGRAM-OR-LIBRARY:PACKAGE; $1 says what they are for.
need_packages() {
  local purpose=$1 pair missing=()
  shift
  for pair in "$@"; do
    is_there "${pair%%:*}" || missing+=("${pair#*:}")
  done
  [ "${#missing[@]}" = 0 ] && return
  is_root_on_debian && install_packages "${missing[@]}" && return
  fail "$purpose. Install what is missing (Debian, Ubuntu: apt-get install ${missing[*]})."
}

# Whether a program, a shared library (*.so.N) or a file (/...) is on this machine.
is_there() {
  case "$1" in
    /*) [ -e "$1" ] ;;
    *.so.*) { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep -q "^[[:space:]]*$1 " ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
  esac
}

# What the studio's window is drawn with.
need_window_libraries() {
  need_packages "The studio's window is drawn with GTK 3 and its fonts and icons" libgtk-3.so.0:libgtk-3-0 \
    fc-list:fontconfig /usr/share/fonts/truetype/dejavu:fonts-dejavu-core /usr/share/icons/Adwaita:adwaita-icon-theme
}

# Starts a display that nobody sees, with a window manager for the focus, until this script ends.
start_test_display() {
  need_window_libraries
  need_packages "The tests of the window run on a display of their own and post real keys" \
    Xvfb:xvfb openbox:openbox xdotool:xdotool import:imagemagick
  display_folder=$(mktemp -d)
  local number="$display_folder/number"
  Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$number" 2>/dev/null &
  display_processes=($!)
  trap 'kill "${display_processes[@]}" 2>/dev/null || true; rm -rf "$display_folder"' EXIT
  for _ in $(seq 100); do
    [ -s "$number" ] && break
    sleep 0.1
  done
  [ -s "$number" ] || fail "Xvfb did not start."
  DISPLAY=:$(cat "$number")
  # without what the user has chosen for the desktop: theme, scale, input method, keys of the window manager
  export DISPLAY GDK_BACKEND=x11 NO_AT_BRIDGE=1 XDG_CONFIG_HOME="$display_folder"
  unset WAYLAND_DISPLAY GDK_SCALE GDK_DPI_SCALE GTK_THEME GTK_MODULES GTK_IM_MODULE
  openbox >/dev/null 2>&1 &
  display_processes+=($!)
}

need_linux_x86_64() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] ||
    fail "Stillroom ships libtorch for Linux on x86_64 only; this machine is $(uname -s) on $(uname -m)."
}

is_built() {
  [ -f "$built" ] && [ -z "$(find "$root/pom.xml" "$root/bundles" "$root/features" "$root/target-platform" \
      "$root/releng/org.stillroom.product" \( -name target -o -name lib -o -name bin -o -name '.?*' \) -prune -o -type f -newer "$built" -print -quit)" ]
}

# As FamilyFolder.isThere has it, for each family that comes along, without starting Java.
families_are_there() {
  family_is_there family mini && family_is_there faithful faithful
}

# family_is_there FOLDER-IN-THE-BUNDLE NAME-AMONG-THE-MODELS
family_is_there() {
  local sums="$root/bundles/org.stillroom.mini/$1/SHA256SUMS" file
  cmp -s "$sums" "$root/models/$2/SHA256SUMS" || return 1
  while read -r _ file; do
    [ -f "$root/models/$2/$file" ] || return 1
  done <"$sums"
}

# Tycho compiles only sources that changed, not those that use them, and keeps the classes of sources that are gone; so
# all are compiled anew, which takes seconds.
forget_classes() { rm -rf "$root"/bundles/*/target/classes "$root"/tests/*/target/classes; }

# Builds the product if it is missing or older than its sources.
need_product() {
  need_linux_x86_64
  need_libraries
  need_java
  is_built && return
  need_maven
  say "Building Stillroom; the first time this takes some minutes and fetches about 400 MB"
  local log="$root/.build/build.log"
  mkdir -p "$root/.build"
  rm -f "$built"
  forget_classes
  if ! (cd "$root" && "$MVN" -B -ntp -Pproduct-only package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    fail "The build failed; the whole log is in .build/build.log"
  fi
  touch "$built"
}

# Builds the folder that batches on Spark start from, if it is missing or older than its sources, and fetches Spark.
need_spark() {
  need_linux_x86_64
  need_libraries
  need_java
  local ready="$spark/ready" log="$root/.build/spark.log"
  [ -f "$ready" ] && [ -z "$(find "$root/pom.xml" "$root/bundles" "$root/target-platform" \
      \( -name target -o -name lib -o -name bin -o -name '.?*' \) -prune -o -type f -newer "$ready" -print -quit)" ] && return
  need_maven
  say "Building what runs on Spark; the first time this takes some minutes and fetches about 400 MB and Spark's 220 MB"
  mkdir -p "$root/.build"
  rm -rf "$spark"
  forget_classes
  if ! (cd "$root" && "$MVN" -B -ntp -Pspark -pl target-platform,bundles/org.stillroom.spark -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    fail "The build failed; the whole log is in .build/spark.log"
  fi
  touch "$ready"
}
