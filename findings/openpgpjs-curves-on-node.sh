#!/usr/bin/env bash
# openpgp (npm) 6.3.2 on Node.js, with nothing but itself installed. Its README's table gives secp256k1 and the brainpool curves as
# supported by NodeCrypto, and Node has them (crypto.getCurves()). A key of NIST P-256 is made and signs itself; a key of the others is
# not: the code for Node asks for the module eckey-utils, which is a development dependency of the package alone.
# Exits 0 while that is so.
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
