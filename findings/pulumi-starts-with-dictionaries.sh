#!/usr/bin/env bash
# The command line of Pulumi 3.259.0 judges the strength of passwords in two places only: `pulumi config set` and `pulumi env set` ask whether
# a plain value looks like a secret. Each uses another copy of zxcvbn (github.com/nbutton23/zxcvbn-go, and github.com/ccojocar/zxcvbn-go
# v1.0.1). Both build their dictionaries when a program starts, whether it asks them or not: 19 MB each. In a start of this engine that
# is 143 of about 190 ms before main(), on two idle cores (GODEBUG=inittrace=1 pulumi version); a preview of a small stack takes some 500 ms
# in all. Exits 0 while a program that does nothing pays the same, and Pulumi has both.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module start

go 1.25

require (
	github.com/ccojocar/zxcvbn-go v1.0.1
	github.com/nbutton23/zxcvbn-go v0.0.0-20180912185939-ae427f1e4c1d
)
MOD
cat >main.go <<'GO'
package main

import (
	_ "github.com/ccojocar/zxcvbn-go"
	_ "github.com/nbutton23/zxcvbn-go"
)

func main() {}
GO
go build -o start .
# init <package> @<start> ms, <time> ms clock, <bytes> bytes, <number> allocs
GODEBUG=inittrace=1 ./start 2>&1 | awk '/zxcvbn/ { split($2, part, "/"); bytes[part[2]] += $8 }
    END { for (copy in bytes) printf "%s: %.0f MB before main()\n", copy, bytes[copy] / 1e6 }' | sort | tee seen
printf '%s\n' 'ccojocar: 19 MB before main()' 'nbutton23: 19 MB before main()' | diff - seen

source=$(go mod download -json github.com/pulumi/pulumi/pkg/v3@v3.259.0 | sed -n 's/^.*"Dir": "\(.*\)",$/\1/p')
grep -l 'nbutton23/zxcvbn-go"' "$source/cmd/pulumi/config/config.go" | sed "s#$source/##"
grep -l 'ccojocar/zxcvbn-go"' "$source/cmd/esc/cli/env_set.go" | sed "s#$source/##"
