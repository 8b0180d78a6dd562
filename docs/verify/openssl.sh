#!/usr/bin/env bash
# Verifies each log's signature on its heads, and the third witness's cosignature on the last one, with openssl alone: a second opinion on what
# go/ says. Needs bash, coreutils, awk, openssl 3.
#
#   openssl.sh DIR TRUST         prints tab-separated lines: ok|fail|note, code, arguments
#   openssl.sh --batch LIST      LIST has lines DIR <tab> TRUST; a line "= n" closes each one's findings
set -uo pipefail
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

say() {
  [ "$1" != fail ] || failures=$((failures + 1))
  local IFS=$'\t'
  # What a stranger's folder says must not reach a terminal as it is; names of files and keys are all that is told of it.
  printf '%s\n' "${*//[$'\001'-$'\010'$'\013'-$'\037'$'\177']/?}"
}

hex_of() { base64 -d 2>/dev/null | od -An -v -tx1 | tr -d ' \n'; }

bytes_of() { local hex=$1 escaped=''; while [ -n "$hex" ]; do escaped+="\\x${hex:0:2}"; hex=${hex:2}; done; printf '%b' "$escaped"; }

# The key of a C2SP verifier key (name+id+base64) of a type, as a file that openssl reads. 12 bytes before the key: RFC 8410.
public_key() {
  local type=$1 rest=${2#*+} hex
  hex=$(printf '%s' "${rest#*+}" | hex_of)
  [ "${#hex}" = 66 ] && [ "${hex:0:2}" = "$type" ] && bytes_of "302a300506032b6570032100${hex:2}" >"$work/key.der"
}

# A note's text; everything before its empty line. Bash alone, for hostile bytes are only copied.
text_of() { while IFS= read -r line && [ -n "$line" ]; do printf '%s\n' "$line"; done <"$1"; }

# The signature in a name on a note, in hexadecimal, without the four bytes of the key's id; fails unless the note has exactly one with this id.
signature() {
  local note=$1 vkey=$2 name id hex found=''
  name=${vkey%%+*}; id=${vkey#*+}; id=${id%%+*}
  while read -r encoded; do
    hex=$(printf '%s' "$encoded" | hex_of)
    [ "${hex:0:8}" = "$id" ] || continue
    [ -z "$found" ] || return 1
    found=${hex:8}
  done < <(awk -v name="$name" 'body && $1 == "\342\200\224" && $2 == name { print $3 } /^$/ { body = 1 }' "$note")
  sig=$found
  [ -n "$sig" ]
}

verifies() {
  bytes_of "$1" >"$work/sig"
  openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" -in "$work/text" -sigfile "$work/sig" >/dev/null 2>&1
}

check_log() {
  local dir=$1 folder=$2 vkey=$3 head origin key=no sig
  public_key 01 "$vkey" && key=yes
  for head in "$dir/$folder/checkpoint" "$dir/$folder"/heads/*; do
    [ -e "$head" ] || [ "${head##*/}" = checkpoint ] || continue
    if [ "$key" = yes ] && [ -f "$head" ] && text_of "$head" >"$work/text" && IFS= read -r origin <"$work/text" && [ "$origin" = "${vkey%%+*}" ] &&
      signature "$head" "$vkey" && verifies "$sig"; then
      say ok openssl "$folder" "${head#"$dir/$folder/"}"
    else
      say fail openssl "$folder" "${head#"$dir/$folder/"}"
    fi
  done
}

check_third() {
  local dir=$1 folder=$2 vkey=$3 head=$1/$2/checkpoint time sig
  if ! { [ -f "$head" ] && signature "$head" "$vkey"; }; then
    say note openssl-no-third "$folder" "${vkey%%+*}"
    return
  fi
  time=$((16#${sig:0:16}))
  { printf 'cosignature/v1\ntime %s\n' "$time"; text_of "$head"; } >"$work/text"
  if [ "$time" -gt 0 ] && public_key 04 "$vkey" && verifies "${sig:16}"; then
    say ok openssl-third "$folder" "${vkey%%+*}" "$(date -u -d "@$time" +%Y-%m-%dT%H:%M:%SZ)"
  else
    say fail openssl-third "$folder" "${vkey%%+*}"
  fi
}

verify() {
  local dir=$1 trust=$2 word folder vkey logs=0 thirds=()
  while read -r word folder vkey; do
    [ "$word $folder" != 'witness third' ] || thirds+=("$vkey")
  done <"$trust"
  while read -r word folder vkey; do
    [ "$word" = log ] || continue
    logs=$((logs + 1))
    check_log "$dir" "$folder" "$vkey"
    for third in "${thirds[@]}"; do check_third "$dir" "$folder" "$third"; done
  done <"$trust"
  [ "$logs" -gt 0 ] || say fail trust 'no log'
}

case ${1:-} in
  --batch)
    while IFS=$'\t' read -r dir trust; do
      failures=0
      verify "$dir" "$trust"
      echo "= $failures"
    done <"$2" ;;
  '') echo 'usage: openssl.sh DIR TRUST' >&2; exit 2 ;;
  *) verify "$1" "$2"; [ "$failures" -eq 0 ] ;;
esac
