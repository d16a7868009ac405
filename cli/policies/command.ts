import type { Command } from "commander";
import { collected } from "../common/options";
import type { EffectiveOptions } from "./effective";
import type { ExplainOptions } from "./explain";
import type { TestOptions } from "./run-cases";

/** `org policies`: what organization policies do, without asking AWS (docs/trying-policies.md). */
export function addPolicies(program: Command): void {
    const policies = program
        .command("policies")
        .description("what organization policies do, asked offline (docs/trying-policies.md)");
    policies
        .command("test")
        .description("judge the allowed and denied cases beside each policy; exit 1 when one fails")
        .argument("[name...]", "these policies alone (default: all shipped ones, and custom ones of the stack file)")
        .option("--json", "print the cases as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org policies test freeze-prd")
        .action(async (names: string[], options: Omit<TestOptions, "dir" | "names">, command: Command) => {
            const { testPolicies } = await import("./run-cases");
            process.exitCode = testPolicies({ ...options, names, dir: folderOf(command) });
        });
    policies
        .command("explain")
        .description(
            "whether an account's people and roles may do something, and what decides it; exit 0 allowed, 3 denied, 4 not known",
        )
        .requiredOption("--account <key>", "the account of the one who asks, a key of `accounts`")
        .requiredOption("--action <action>", "service:Action, as in s3:PutBucketPolicy")
        .option("--resource <arn>", "what is acted upon", "*")
        .option("--of <key>", "the account that the resource is of (default: that of its ARN, or the one that asks)")
        .option("--as <who>", "role/DevOps, user/ada, root, an ARN or an AWS service (default: any role)")
        .option(
            "--key <name=value>",
            "a condition key of the request; again for more, or for its further values",
            collected,
        )
        .option("--without <name>", "a condition key that the request does not have; again for more", collected)
        .option(
            "--policy-document <name=file>",
            "the document of a managed policy of the role, where it is not known here; again for more",
            collected,
        )
        .option("--json", "print the decision as JSON")
        .addHelpText(
            "after",
            "\nExample:\n  $ ./org policies explain --account apps-prd --action s3:PutBucketPolicy --key aws:RequestedRegion=eu-west-1",
        )
        .action(async (options: Omit<ExplainOptions, "dir">, command: Command) => {
            const { explainPolicies } = await import("./explain");
            process.exitCode = await explainPolicies({ ...options, dir: folderOf(command) });
        });
    policies
        .command("effective")
        .description("what binds an account, type by type, and which policy each setting comes from")
        .requiredOption("--account <key>", "the account, a key of `accounts`")
        .option("--type <type>", "this type alone, in AWS's words, as in TAG_POLICY")
        .option("--json", "print it as JSON")
        .addHelpText("after", "\nExample:\n  $ ./org policies effective --account apps-prd --type BACKUP_POLICY")
        .action(async (options: Omit<EffectiveOptions, "dir">, command: Command) => {
            const { effectivePolicies } = await import("./effective");
            process.exitCode = effectivePolicies({ ...options, dir: folderOf(command) });
        });
}

function folderOf(command: Command): string {
    return command.optsWithGlobals<{ dir: string }>().dir;
}
