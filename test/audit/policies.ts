import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { withoutIds, type Account, type Finding } from "./findings";
import { installed } from "./installed";
import { unique } from "./prowler";

/** Cloudsplaining's risks of a policy, as its results name them. */
const risks = [
    "PrivilegeEscalation",
    "DataExfiltration",
    "ResourceExposure",
    "ServiceWildcard",
    "CredentialsExposure",
    "InfrastructureModification",
] as const;

type Risk = { readonly findings: readonly unknown[] };

interface Policy extends Readonly<Record<(typeof risks)[number], Risk>> {
    readonly PolicyName: string;
    readonly AttachedTo: Readonly<Record<"roles" | "groups" | "users", readonly string[]>>;
    readonly is_excluded: boolean;
}

const kinds = ["customer_managed_policies", "inline_policies", "aws_managed_policies"] as const;

/** Results of `cloudsplaining scan`: policies by id. */
export type ScanResults = Readonly<Record<(typeof kinds)[number], Readonly<Record<string, Policy>>>>;

/** A line of `parliament --json`. */
export interface ParliamentLine {
    readonly issue: string;
    readonly title: string;
    readonly detail: unknown;
    readonly location: { readonly filepath?: string };
}

/** Runs Cloudsplaining and Parliament on all policies of the account whose keys are in the environment. */
export async function runPolicyCheckers(
    account: Account,
    ids: Readonly<Record<Account, string>>,
    env: NodeJS.ProcessEnv,
    root: string,
): Promise<readonly Finding[]> {
    const python = await installed("policies");
    const folder = path.join(root, `policies-${account}`);
    fs.mkdirSync(folder, { recursive: true });
    const run = async (code: string, ...args: readonly string[]): Promise<string> => {
        const { stdout } = await execa(python, ["-c", code, ...args], { env, extendEnv: false, cwd: folder });
        return stdout;
    };
    const cloudsplaining = "from cloudsplaining.bin.cli import main; main()";
    await run(cloudsplaining, "download", "--output", ".");
    await run(cloudsplaining, "scan", "--input-file", "default.json", "--output", ".", "--skip-open-report");
    const results = JSON.parse(fs.readFileSync(path.join(folder, "iam-results-default.json"), "utf8")) as ScanResults;
    // It exits with 1 if it reports anything.
    const parliament =
        "import sys; from parliament.cli import cli\ntry: cli()\nexcept SystemExit as end: sys.exit(0 if end.code in (None, 0, 1) else end.code)";
    const lines = (await run(parliament, "--auth-details-file", "default.json", "--json")).split("\n");
    const said = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ParliamentLine);
    return unique([...ofScan(results, account), ...ofParliament(said, account, ids)]);
}

/** Risks of attached policies only: the results also have AWS managed policies that nobody uses. */
export function ofScan(results: ScanResults, account: Account): readonly Finding[] {
    const policies = kinds.flatMap((kind) => Object.values(results[kind]));
    const used = policies.filter(
        ({ AttachedTo: { roles, groups, users } }) => roles.length + groups.length + users.length > 0,
    );
    return used.flatMap((policy) =>
        risks
            .filter((risk) => !policy.is_excluded && policy[risk].findings.length > 0)
            .map((check) => {
                const holders = [...policy.AttachedTo.roles, ...policy.AttachedTo.groups, ...policy.AttachedTo.users];
                const message = `${policy[check].findings.length} findings, by ${holders.join(", ")}`;
                return { checker: "cloudsplaining", check, account, resource: policy.PolicyName, message };
            }),
    );
}

export function ofParliament(
    lines: readonly ParliamentLine[],
    account: Account,
    ids: Readonly<Record<Account, string>>,
): readonly Finding[] {
    return lines.map(({ issue, title, detail, location }) => ({
        checker: "parliament",
        check: issue,
        account,
        resource: withoutIds(location.filepath ?? "", ids),
        message: withoutIds(`${title}: ${typeof detail === "string" ? detail : JSON.stringify(detail)}`, ids),
    }));
}
