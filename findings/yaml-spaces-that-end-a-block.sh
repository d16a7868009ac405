#!/usr/bin/env bash
# yaml (npm) 2.9.1 compared with js-yaml 4.3.2, which Pulumi's SDK for Node.js uses, and PyYAML 6.0.2, on a block text with an indentation
# indicator whose last line has only spaces, more than the indentation. In YAML 1.2 (rule 179, s-nb-spaced-text) such a line is text.
# js-yaml and PyYAML keep it; yaml drops the line, in folded and in literal texts, and keeps it if another line follows. Exits 0 while that
# is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund yaml@2.9.1 js-yaml@4.3.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check PyYAML==6.0.2
printf 'k: >3\n      a\n      \n' >folded.yaml
printf 'k: |3\n      a\n      \n' >literal.yaml
printf 'k: |3\n      a\n      \n   b\n' >followed.yaml
cat >read.cjs <<'JS'
const text = require("node:fs").readFileSync(process.argv[2], "utf8");
console.log("yaml   ", JSON.stringify(require("yaml").parse(text).k));
console.log("js-yaml", JSON.stringify(require("js-yaml").load(text).k));
JS
seen=$(
    for each in folded literal followed; do
        echo "$each"
        node read.cjs $each.yaml
        python/bin/python -c 'import json, sys, yaml; print("PyYAML ", json.dumps(yaml.safe_load(open(sys.argv[1]))["k"]))' $each.yaml
    done
)
printf '%s\n' "$seen"
[ "$seen" = 'folded
yaml    "   a\n"
js-yaml "   a\n   \n"
PyYAML  "   a\n   \n"
literal
yaml    "   a\n"
js-yaml "   a\n   \n"
PyYAML  "   a\n   \n"
followed
yaml    "   a\n   \nb\n"
js-yaml "   a\n   \nb\n"
PyYAML  "   a\n   \nb\n"' ]
