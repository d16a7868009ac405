import { rules } from "./rules";
import type { Rule } from "./core/rule";

const introduction = `# The policy pack

<!-- Written by policy-pack/documentation.ts from policy-pack/rules/*.ts: change those, then run
UPDATE_DOCS=1 npx mocha test/unit/policy-pack/documentation.test.ts -->

It stops a wrong organization before it is made, in this program and in any other that makes accounts, organizations and roles with
\`aws\` (and, for accounts, units, roles and keys, \`aws-native\`).

\`\`\`sh
pulumi preview --stack management --policy-pack policy-pack
pulumi up --stack management --policy-pack policy-pack
pulumi policy analyze --stack management --policy-pack policy-pack   # what is there already, without asking AWS
\`\`\`

- A **mandatory** rule stops the run: in a preview, and in \`up\` before the resource is asked for. An **advisory** one is only reported.
- A value that is **not known yet** in a preview is said, as an advisory with its path, and judged in \`up\`, where it is known before
  the call is sent. It is never taken for right.
- A **secret** value is judged and never shown.
- A message says what is wrong, the value, and after \`→\` the cure.
- What a rule must know of the organization (the group, its domains, people, accounts, services) it reads from the stack's own config. A
  program that has no such config gets it from the policy config.
- Not seen by a policy: \`retainOnDelete\`, \`import\` and what a resource was before. So a rule cannot tell a new email from an old
  one; it asks for \`protect\`, by which Pulumi itself refuses to replace an account.

## Policy config

A JSON file with a level for a rule, or its settings, or both; \`policy-pack/config.example.json\` is one.

\`\`\`sh
pulumi preview --policy-pack policy-pack --policy-pack-config policy-config.json
\`\`\`

\`"keys-rotate": "advisory"\` sets a level (\`mandatory\`, \`advisory\`, \`disabled\`), \`"all"\` that of all rules,
\`{ "enforcementLevel": "…", "accounts": […] }\` both. \`org preview\` and the workflows take \`policy-config.json\` when it is there.

Another program's stack says nothing of the company's domains, so a domain that a list of free mail names is said to be the company's
here: \`"no-personal-emails": { "ownedDomains": ["acme.com"] }\`.

## Publishing to Pulumi Cloud

The rules share \`config/\` with the program, so the pack is first put together in one folder:

\`\`\`sh
cd "$(node --require ./bin/typescript policy-pack/build.ts)" && npm install && pulumi policy publish <organization>
pulumi policy enable <organization>/aws-organization latest --config policy-config.json
\`\`\`

## Rules
`;

/** The text of docs/policy-pack.md. */
export function policyPackPage(): string {
    const overview = rules.map(({ name, level, description }) => `- [${name}](#${name}) (${level}): ${description}`);
    return [introduction, overview.join("\n"), ...rules.map(section)].join("\n") + "\n";
}

function section(rule: Rule): string {
    const { name, description, why, level, severity, remedy, url, settings = {} } = rule;
    const kind =
        "judgeStack" in rule ? "the whole stack, at its end" : rule.types.map((type) => `\`${type}\``).join(", ");
    const lines = Object.entries(settings).map(([key, { type, default: standard, description: text }]) => {
        const value = standard === undefined ? "" : `, default \`${JSON.stringify(standard)}\``;
        return `- \`${key}\` (${String(type)}${value}): ${text ?? ""}`;
    });
    return [
        `\n### ${name}\n`,
        `${description}\n`,
        `${why}\n`,
        `- Level: **${level}** by default, severity ${severity}.`,
        `- Looks at: ${kind}.`,
        `- Cure: ${remedy}`,
        `- See <${url}>.`,
        lines.length === 0 ? "" : `\nSettings:\n\n${lines.join("\n")}`,
    ].join("\n");
}
