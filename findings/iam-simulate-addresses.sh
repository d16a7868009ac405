#!/usr/bin/env bash
# @cloud-copilot/iam-simulate 0.1.173 on Node.js evaluates two IpAddress conditions differently from IAM's page on condition operators.
# Every IPv4 address is in 0.0.0.0/0, and here none is, while half of them are in 128.0.0.0/1, and ::/0 has every IPv6 address. NotIpAddress
# holds for each address outside: a caller with an IPv6 address is outside 203.0.113.0/24, but not outside 203.0.113.7 here. Exits 0 while
# that is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @cloud-copilot/iam-simulate@0.1.173
cat >ask.cjs <<'JS'
const { runSimulation } = require("@cloud-copilot/iam-simulate");

async function ask(operator, range, address) {
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: { [operator]: { "aws:SourceIp": range } } };
    const { overallResult } = await runSimulation(
        {
            request: {
                principal: "arn:aws:iam::111122223333:user/ada",
                action: "s3:GetObject",
                resource: { resource: "arn:aws:s3:::amzn-s3-demo-bucket/a", accountId: "111122223333" },
                contextVariables: { "aws:SourceIp": address },
            },
            identityPolicies: [{ name: "policy", policy: { Version: "2012-10-17", Statement: [statement] } }],
            serviceControlPolicies: [],
            resourceControlPolicies: [],
        },
        {},
    );
    console.log(operator, range, address, overallResult);
}

(async () => {
    await ask("IpAddress", "0.0.0.0/0", "203.0.113.7");
    await ask("IpAddress", "128.0.0.0/1", "203.0.113.7");
    await ask("IpAddress", "::/0", "2001:db8::1");
    await ask("NotIpAddress", "203.0.113.0/24", "2001:db8::1");
    await ask("NotIpAddress", "203.0.113.7", "2001:db8::1");
})();
JS
seen=$(node ask.cjs)
printf '%s\n' "$seen"
[ "$seen" = "IpAddress 0.0.0.0/0 203.0.113.7 ImplicitlyDenied
IpAddress 128.0.0.0/1 203.0.113.7 Allowed
IpAddress ::/0 2001:db8::1 Allowed
NotIpAddress 203.0.113.0/24 2001:db8::1 Allowed
NotIpAddress 203.0.113.7 2001:db8::1 ImplicitlyDenied" ]
