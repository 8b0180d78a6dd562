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
  printf '%s\n' "$*" | tr -d '\000-\010\013-\037\177'
}

# The 32 bytes of a C2SP verifier key (name+id+base64) of a type, as the public key that openssl reads. 12 bytes: RFC 8410.
public_key() {
  local type=$1 rest=${2#*+}
  printf '%s' "${rest#*+}" | base64 -d >"$work/raw" 2>/dev/null || return 1
  [ "$(stat -c %s "$work/raw")" = 33 ] && [ "$(head -c 1 "$work/raw" | od -An -tu1 | tr -d ' ')" = "$type" ] || return 1
  { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; tail -c 32 "$work/raw"; } >"$work/key.der"
}

# The signature in a name on a note, without the four bytes of the key's id; fails unless the note has exactly one with this id.
signature() {
  local note=$1 vkey=$2 name id found=0
  name=${vkey%%+*}; id=${vkey#*+}; id=${id%%+*}
  while read -r encoded; do
    printf '%s' "$encoded" | base64 -d >"$work/line" 2>/dev/null || continue
    [ "$(head -c 4 "$work/line" | od -An -tx1 | tr -d ' ')" = "$id" ] || continue
    tail -c +5 "$work/line" >"$work/sig"
    found=$((found + 1))
  done < <(awk -v name="$name" 'body && $1 == "\342\200\224" && $2 == name { print $3 } /^$/ { body = 1 }' "$note")
  [ "$found" = 1 ]
}

text_of() { sed '/^$/,$d' "$1"; }

verifies() { openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" -in "$1" -sigfile "$2" >/dev/null 2>&1; }

check_log() {
  local dir=$1 folder=$2 vkey=$3 head
  for head in "$dir/$folder/checkpoint" "$dir/$folder"/heads/*; do
    [ -e "$head" ] || [ "${head##*/}" = checkpoint ] || continue
    text_of "$head" >"$work/text" 2>/dev/null
    if public_key 1 "$vkey" && signature "$head" "$vkey" 2>/dev/null && [ "$(head -n 1 "$work/text")" = "${vkey%%+*}" ] && verifies "$work/text" "$work/sig"; then
      say ok openssl "$folder" "${head#"$dir/$folder/"}"
    else
      say fail openssl "$folder" "${head#"$dir/$folder/"}"
    fi
  done
}

check_third() {
  local dir=$1 folder=$2 vkey=$3 head=$1/$2/checkpoint time
  if ! signature "$head" "$vkey" 2>/dev/null; then
    say note openssl-no-third "$folder" "${vkey%%+*}"
    return
  fi
  head -c 8 "$work/sig" >"$work/time" && tail -c +9 "$work/sig" >"$work/cosig"
  time=$(od -An -tu8 --endian=big "$work/time" | tr -d ' ')
  { printf 'cosignature/v1\ntime %s\n' "$time"; text_of "$head"; } >"$work/text"
  if public_key 4 "$vkey" && verifies "$work/text" "$work/cosig"; then
    say ok openssl-third "$folder" "${vkey%%+*}" "$(date -u -d "@$time" +%Y-%m-%dT%H:%M:%SZ)"
  else
    say fail openssl-third "$folder" "${vkey%%+*}"
  fi
}

verify() {
  local dir=$1 trust=$2 folder vkey who third logs=0
  while read -r folder vkey; do
    logs=$((logs + 1))
    check_log "$dir" "$folder" "$vkey"
    while read -r third; do
      check_third "$dir" "$folder" "$third"
    done < <(awk '$1 == "witness" && $2 == "third" { print $3 }' "$trust")
  done < <(awk '$1 == "log" { print $2, $3 }' "$trust")
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
