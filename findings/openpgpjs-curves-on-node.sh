#!/usr/bin/env bash
# openpgp (npm) 6.3.2 on Node.js, installed alone. Its README's table says that NodeCrypto supports secp256k1 and the brainpool curves, and
# Node.js has them (crypto.getCurves()). A NIST P-256 key is generated and signs itself; keys of the others fail, because the code for
# Node.js needs the module eckey-utils, which is only a development dependency of the package. Exits 0 while that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund openpgp@6.3.2
cat >key.mjs <<'JS'
import { generateKey } from "openpgp";

const config = { rejectCurves: new Set() };
for (const curve of ["nistP256", "secp256k1", "brainpoolP256r1"]) {
    const made = generateKey({ type: "ecc", curve, userIDs: [{ name: "Ada" }], format: "object", config });
    console.log(curve, await made.then(() => "made", (error) => error.message.split("\n")[0]));
}
JS
seen=$(node key.mjs)
printf '%s\n' "$seen"
[ "$seen" = "nistP256 made
secp256k1 Error generating keypair: Cannot find module 'eckey-utils'
brainpoolP256r1 Error generating keypair: Cannot find module 'eckey-utils'" ]
