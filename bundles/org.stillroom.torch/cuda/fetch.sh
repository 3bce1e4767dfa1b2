#!/usr/bin/env bash
# SPDX-License-Identifier: EPL-2.0
# Fetches a libtorch for CUDA. It comes from the wheels of Python's torch, of which only the libraries are kept: pip
# fetches and checks them, and nothing of Stillroom runs on Python.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
wheels="$here/wheels.txt"
version=2.7.1
data=${XDG_DATA_HOME:-${HOME:?}/.local/share}/stillroom
folder=$data/libtorch-$version-cuda
driver_wanted=525.60.13
# while a wheel is unpacked, it and what is in it are both there
space_wanted_mb=7000

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

usage() {
  cat <<END
usage: releng/cuda [--anyway] [--python PYTHON] [FOLDER]
       releng/cuda --check | --remove [FOLDER]

Fetches libtorch $version for CUDA 12.6 into FOLDER, by default
$folder,
where Stillroom finds it without any setting; one that lies elsewhere is named by STILLROOM_LIBTORCH. Before it fetches
anything it looks at the card, the driver and the space on the disk. What was fetched is not fetched again when it is
started again, and every file is checked.

  --anyway  also where no card or driver is found, or too little space
  --python  a Python whose pip is to fetch, by default python3
  --check   reads all libraries and says whether they are as they were fetched
  --remove  deletes what was fetched
END
}

# The cards, one a line: number, name, compute capability, driver, MiB.
cards() {
  PATH=$PATH:/usr/lib/wsl/lib nvidia-smi --query-gpu=index,name,compute_cap,driver_version,memory.total \
    --format=csv,noheader,nounits 2>/dev/null
}

version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Sets problem to why this build would not work here, or to nothing.
look_at_cards() {
  local found index name capability driver memory usable=0
  problem=
  if ! found=$(cards) || [ -z "$found" ]; then
    problem="No NVIDIA card was found: there is no nvidia-smi, or it shows none. Install NVIDIA's driver first (Debian: nvidia-driver; Ubuntu: ubuntu-drivers install)."
    return
  fi
  while IFS=, read -r index name capability driver memory; do
    name=${name# } capability=${capability# } driver=${driver# } memory=${memory# }
    if ! version_at_least "$driver" "$driver_wanted"; then
      problem="The NVIDIA driver is $driver, and CUDA 12 needs $driver_wanted or newer; update the driver first."
      return
    fi
    case $capability in
      [5-9].*) usable=$((usable + 1))
        say "cuda:$index is a $name, $memory MiB, driver $driver: this libtorch has code for it." ;;
      [1-4].*)
        problem="cuda:$index is a $name of compute capability $capability, which CUDA 12 knows no more; no libtorch $version computes on it." ;;
      *)
        problem="cuda:$index is a $name of compute capability $capability, for which this libtorch has no code. It needs libtorch $version for CUDA 12.8, which PyTorch's site offers for download (LibTorch, Linux, C++, CUDA 12.8): unpack it and set STILLROOM_LIBTORCH to its folder lib." ;;
    esac
  done <<<"$found"
  if [ "$usable" -gt 0 ] && [ -n "$problem" ]; then
    say "$problem"
    problem=
  fi
}

free_mb() {
  local at=$1
  until [ -d "$at" ]; do at=$(dirname "$at"); done
  df -Pm "$at" | awk 'NR == 2 { print $4 }'
}

need_pip() {
  "$python" -m pip --version >/dev/null 2>&1 && return
  if [ "$python" = python3 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Installing Debian packages: python3 python3-pip"
    apt-get -qq update >&2 && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
      install python3 python3-pip >/dev/null
    "$python" -m pip --version >/dev/null 2>&1 && return
  fi
  fail "$python has no pip, which fetches the libraries. Install it (Debian, Ubuntu: apt-get install python3-pip; Fedora: dnf install python3-pip) or name another Python with --python."
}

# The wheel is the same whatever Python fetches it.
fetch() {
  local requirement="$partial/wheel.txt" options=()
  printf '%s\n' "$1" >"$requirement"
  rm -rf "$partial/wheel"
  if "$python" -m pip download --help | grep -q -- --resume-retries; then
    options+=(--resume-retries 20)
  fi
  "$python" -m pip --disable-pip-version-check download --quiet --no-deps --no-cache-dir --only-binary=:all: \
    --implementation cp --python-version 3.12 --abi cp312 --platform manylinux_2_28_x86_64 \
    --platform manylinux_2_27_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
    --require-hashes --retries 10 ${options[@]+"${options[@]}"} --dest "$partial/wheel" --requirement "$requirement"
}

# Unpacks the libraries that DJL is to load: it loads every file that it finds. One needs the driver even to be loaded,
# so it lies apart, and Stillroom loads it where there is a driver.
unpack() {
  "$python" - "$partial" <<'END'
import glob, os, shutil, sys, zipfile
folder = sys.argv[1]
left = ("libtorch_python", "libtorch_global_deps", "libshm", "libnvblas", "libcufftw", "libcusolverMg", "libcufile_rdma",
        "libpcsamplingutil", "libnvperf", "libcheckpoint", "libnvToolsExt")
for wheel in glob.glob(folder + "/wheel/*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            place, name = os.path.split(entry.filename)
            if not place.endswith("lib") or not name.startswith("lib") or ".so" not in name or name.startswith(left):
                continue
            to = os.path.join(folder, "driver" if name.startswith("libcaffe2_nvrtc") else "lib", name)
            os.makedirs(os.path.dirname(to), exist_ok=True)
            with archive.open(entry) as source, open(to, "wb") as target:
                shutil.copyfileobj(source, target, 1 << 20)
END
}

install() {
  local problem partial="$folder.partial" free line name pinned size number=0 all
  all=$(grep -c == "$wheels")
  look_at_cards
  free=$(free_mb "$folder")
  if [ -z "$problem" ] && [ "$free" -lt "$space_wanted_mb" ]; then
    problem="There are $free MB free at $folder, and $space_wanted_mb MB are needed; free some or name another folder."
  fi
  if [ -n "$problem" ]; then
    "$anyway" || fail "$problem Nothing was fetched; --anyway does it all the same."
    say "$problem"
  fi
  if [ -f "$folder/build-version" ]; then
    say "libtorch $version for CUDA is in $folder already. --check reads all of it, --remove deletes it."
    return
  fi
  need_pip
  say "Fetching libtorch $version for CUDA 12.6 by pip: 2.9 GB to fetch, then 4.5 GB in $folder."
  mkdir -p "$partial/done"
  while read -r line; do
    [[ $line == *==* ]] || continue
    number=$((number + 1))
    name=${line%%==*}
    pinned=${line#*==}
    pinned=${pinned%% *}
    size=${line##*# }
    if [ -f "$partial/done/$name-$pinned" ]; then
      say "[$number/$all] $name $pinned, $size, is there"
      continue
    fi
    say "[$number/$all] $name $pinned, $size"
    fetch "${line%% #*}" || fail "pip could not fetch $name $pinned; its words are above. What is there already stays: start releng/cuda again to go on."
    unpack || fail "$name $pinned could not be unpacked into $partial; see the message above. Start releng/cuda again to go on."
    rm -rf "$partial/wheel"
    : >"$partial/done/$name-$pinned"
  done <"$wheels"
  (cd "$partial" && sha256sum lib/* driver/* >SHA256SUMS)
  rm -rf "$partial/done" "$partial/wheel.txt"
  printf '%s+cu126\n' "$version" >"$partial/build-version"
  mkdir -p "$(dirname "$folder")"
  rm -rf "$folder"
  mv "$partial" "$folder"
  say "libtorch $version for CUDA is in $folder."
  [ "$folder" = "$data/libtorch-$version-cuda" ] || say "Stillroom uses it where STILLROOM_LIBTORCH is set to it."
  say "Draw with it: releng/run --device cuda"
}

check() {
  [ -f "$folder/build-version" ] || fail "There is no libtorch in $folder; fetch it with releng/cuda."
  (cd "$folder" && sha256sum --check --quiet SHA256SUMS) ||
    fail "Libraries in $folder are damaged, as said above: releng/cuda --remove, and fetch them again."
  say "All libraries in $folder are as they were fetched."
}

remove() {
  if [ ! -e "$folder" ] && [ ! -e "$folder.partial" ]; then
    say "There is nothing in $folder."
    return
  fi
  [ ! -e "$folder" ] || [ -f "$folder/SHA256SUMS" ] || fail "$folder is not what releng/cuda made; nothing was deleted."
  rm -rf -- "$folder" "$folder.partial"
  say "Deleted $folder."
}

anyway=false
python=python3
action=install
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --anyway) anyway=true ;;
    --python) [ $# -gt 1 ] || { usage >&2; exit 2; }
      python=$2
      shift ;;
    --check | --remove) action=${1#--} ;;
    -*) printf 'There is no option %s.\n' "$1" >&2
      usage >&2
      exit 2 ;;
    *) mkdir -p "$(dirname "$1")"
      folder=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;;
  esac
  shift
done
[ "$(uname -sm)" = "Linux x86_64" ] || fail "There is a libtorch for CUDA here for Linux on x86_64 only, and this is $(uname -sm)."
"$action"
