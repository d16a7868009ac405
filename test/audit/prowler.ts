import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { withoutIds, type Account, type Finding } from "./findings";
import { installed } from "./installed";

/** Prowler's names of CIS AWS Foundations 7.0 and of AWS's foundational security best practices. */
const frameworks = ["cis_7.0_aws", "aws_foundational_security_best_practices_aws"];

/** The part of Prowler's report that is read here (OCSF, "Detection Finding"). */
interface Report {
    readonly status_code: "PASS" | "FAIL" | "MANUAL" | "MUTED";
    readonly status_detail: string;
    readonly metadata: { readonly event_code: string };
    readonly resources: readonly { readonly uid: string }[];
}

/** Statuses of the checks that ran, and the FAILs. */
export interface ProwlerResult {
    readonly findings: readonly Finding[];
    readonly passed: number;
    /** Checks that are left to a person. */
    readonly manual: readonly string[];
}

/** Runs Prowler as the account whose keys are in the environment. */
export async function runProwler(
    account: Account,
    ids: Readonly<Record<Account, string>>,
    regions: readonly string[],
    env: NodeJS.ProcessEnv,
    folder: string,
): Promise<ProwlerResult> {
    const python = await installed("prowler");
    const launcher = path.join(__dirname, "prowler_for_aws.py");
    const output = [
        "-M",
        "json-ocsf",
        "-o",
        folder,
        "-F",
        account,
        "--no-banner",
        "--no-color",
        "--ignore-exit-code-3",
    ];
    const args = ["aws", "--compliance", ...frameworks, "--region", ...regions, ...output];
    const log = path.join(folder, `prowler-${account}.log`);
    const file = path.join(folder, `${account}.ocsf.json`);
    // One try only: the emulator refuses what it does not implement, and would refuse it again.
    await execa(python, [launcher, ...args, "--aws-retries-max-attempts", "1"], {
        env,
        extendEnv: false,
        all: true,
        stdout: { file: log },
        stderr: { file: log },
    });
    if (!fs.existsSync(file)) throw new Error(`Prowler wrote no report of ${account}; its log is ${log}`);
    const reports = JSON.parse(fs.readFileSync(file, "utf8")) as readonly Report[];
    return {
        findings: unique(
            reports
                .filter(({ status_code: status }) => status === "FAIL")
                .map((report) => ({
                    checker: "prowler",
                    check: report.metadata.event_code,
                    account,
                    resource: withoutIds(report.resources[0]?.uid ?? "", ids),
                    message: withoutIds(report.status_detail, ids),
                })),
        ),
        passed: reports.filter(({ status_code: status }) => status === "PASS").length,
        manual: [
            ...new Set(reports.filter((each) => each.status_code === "MANUAL").map((each) => each.metadata.event_code)),
        ],
    };
}

/** Without duplicates: a check that is in both frameworks appears twice in the report. */
export function unique(findings: readonly Finding[]): readonly Finding[] {
    const key = ({ checker, check, account, resource }: Finding): string =>
        [checker, check, account, resource].join(" ");
    return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}
