import { flow, typeName, type ParameterValue, type PolicyParameter } from "./parameters";
import { minify, renderShippedPolicy, shippedPolicy, shippedPolicyNames, type ShippedPolicy } from "./shipped";

const introduction = `# Shipped organization policies

<!-- Written by policies/documentation.ts from policies/*.json: change those, then run
UPDATE_DOCS=1 npx mocha test/unit/policies/documentation.test.ts -->

A policy is on when the config names it and says what it is attached to:

\`\`\`yaml
policies:
  deny-leaving-organization: { targets: [root] }
  only-our-regions: { targets: [workloads], with: { regions: [us-east-1, us-east-2] } }
\`\`\`

- \`targets\` are \`root\`, units and accounts; \`with\` sets the parameters below.
- SCPs and RCPs never bind the management account or service-linked roles.
- Every SCP that could lock this program out exempts the access role, \`OrganizationAccountAccessRole\`; \`accessRole\`
  names another one, \`exempt\` adds more. Whoever is exempt in one policy is not exempt in the others.
- Beside each policy lie its cases (\`policies/<name>.cases.json\`): requests that it allows and denies, or, for
  management policies, which value is where in the document. The tests evaluate all of them.
- Attach a new policy to a unit with a test account first.

The policies:`;

/** The text of docs/policies.md. */
export function policiesPage(): string {
    const policies = shippedPolicyNames.flatMap((name) => shippedPolicy(name) ?? []);
    const overview = policies.map(({ name, description }) => `- [${name}](#${name}): ${description}`);
    return [introduction, overview.join("\n"), ...policies.map(section)].join("\n\n") + "\n";
}

function section(policy: ShippedPolicy): string {
    const parameters = Object.entries(policy.parameters);
    return [
        `## ${policy.name}`,
        `\`${policy.type}\`, ${sentSize(policy)} characters as it is sent with its defaults.`,
        policy.description,
        parameters.length === 0 ? "No parameters." : `Parameters:\n\n${parameters.map(parameterLine).join("\n")}`,
        `Before it is attached:\n\n${policy.notes.map((note) => `- ${note}`).join("\n")}`,
        `Read at ${policy.sources.map((source) => `<${source}>`).join(", ")}.`,
    ].join("\n\n");
}

function parameterLine([name, parameter]: readonly [string, PolicyParameter]): string {
    const standard = parameter.default === undefined ? "required" : `default \`${flow(parameter.default)}\``;
    const values = parameter.values ? ` One of ${parameter.values.map((value) => `\`${value}\``).join(", ")}.` : "";
    const bounds =
        parameter.minimum === undefined ? "" : ` From ${parameter.minimum} to ${parameter.maximum ?? "any"}.`;
    const example = `Example: \`${name}: ${flow(parameter.example)}\`.`;
    return `- \`${name}\` (${typeName(parameter.type)}, ${standard}): ${parameter.description}${values}${bounds} ${example}`;
}

/** Size in characters with the defaults, and with the examples of required parameters. */
function sentSize(policy: ShippedPolicy): number {
    const values: Record<string, ParameterValue> = {};
    for (const [name, parameter] of Object.entries(policy.parameters)) {
        if (parameter.required) values[name] = parameter.example;
    }
    const rendered = renderShippedPolicy(policy, values);
    if (!rendered.ok) throw new Error(`${policy.name}: ${JSON.stringify(rendered.faults)}`);
    return minify(rendered.document).length;
}
