import { relative } from "node:path";
import pico from "picocolors";
import { formatFaults } from "../../config/faults";
import { decide, needsNoPermission, PlacedAccounts, type Decision, type Ground } from "../../policies/evaluate";
import { exitCodes, faultFormat, hasColour, print, printJson, say } from "../common/ui";
import { partitionOf } from "../../config/aws-facts";
import { readManagement, type Management } from "../common/management";
import { questionOf, type Asked } from "./question";
import { RoleDocuments } from "./role-documents";
import { sourceOf } from "./sources";
import { unknownWords } from "./unknown-words";

/** Options of `org policies explain`. */
export interface ExplainOptions extends Asked {
    readonly dir: string;
    /** `name=file`: documents of managed policies. */
    readonly policyDocument?: readonly string[];
    readonly json?: boolean;
}

const codes = { allowed: exitCodes.ok, denied: exitCodes.denied, unknown: exitCodes.unknown } as const;

/**
 * Prints whether a request is allowed, and which policies decide. Warns of names that AWS does not have, which policies match all the same.
 * Returns the exit code.
 */
export async function explainPolicies(options: ExplainOptions): Promise<number> {
    const management = readManagement(options.dir);
    const { config } = management;
    const documents = new RoleDocuments(options.policyDocument ?? [], partitionOf(management.region));
    const question = questionOf(options, management, documents.find);
    const faults = [...("faults" in question ? question.faults : []), ...documents.faults];
    if ("faults" in question || faults.length > 0) {
        say(formatFaults(faults, faultFormat(2)));
        return exitCodes.usage;
    }
    const warnings = await unknownWords(options);
    if (warnings.length > 0) say(formatFaults(warnings, faultFormat(2)));
    const { request, owner, own } = question;
    const accounts = new PlacedAccounts(config);
    const places = [accounts.of(options.account), owner === undefined ? undefined : accounts.of(owner)] as const;
    const organization = decide(request, ...places);
    const role = own && decide(request, undefined, undefined, own);
    const both = own === undefined ? organization : decide(request, ...places, own);
    if (options.json === true) printJson(asJson(both, role, management));
    else show(options, both, role, management, documents);
    return codes[both.decision];
}

function asJson(whole: Decision, role: Decision | undefined, management: Management): object {
    const placed = ({ decision, by }: Decision): object => ({
        decision,
        by: [...new Set(by.map((ground) => JSON.stringify({ ...ground, ...sourceOf(ground, management) })))].map(
            (ground) => JSON.parse(ground) as Ground,
        ),
    });
    return { ...placed(whole), ...(role === undefined ? {} : { role: placed(role) }) };
}

function show(
    options: ExplainOptions,
    { decision, by }: Decision,
    role: Decision | undefined,
    management: Management,
    documents: RoleDocuments,
): void {
    const paint = pico.createColors(hasColour(1));
    const colour = { allowed: paint.green, denied: paint.red, unknown: paint.yellow }[decision];
    const who = options.as === undefined ? "a role" : options.as;
    const word = decision === "unknown" ? "not known" : decision;
    print(`${colour(word)}: ${options.action} on ${options.resource} by ${who} of ${options.account}`);
    const lines = by.flatMap((ground) => groundLines(ground, management, documents));
    for (const line of new Set(lines)) print(`  ${line}`);
    if (needsNoPermission(options.action)) {
        print("  it needs no permission: no policy can allow or deny it");
    } else if (role === undefined) {
        print(`  what ${who}'s own policies allow is not in the config, and not judged`);
    } else if (role.decision !== decision)
        print(`  its own policies alone: ${role.decision === "unknown" ? "not known" : role.decision}`);
    const keys = [...new Set(by.flatMap(({ key }) => key ?? []))];
    const policies = by.flatMap(({ kind, policy, unknown, key }) =>
        kind === "identity policy" && policy !== undefined && unknown !== undefined && key === undefined
            ? [policy]
            : [],
    );
    for (const policy of new Set(policies)) print(`    ${paint.green("→")} ${documentCure(policy)}`);
    for (const key of keys) print(`    ${paint.green("→")} ${cureOf(key)}`);
}

function cureOf(key: string): string {
    if (key.toLowerCase() === "aws:principalarn") return "say who asks: --as role/<name>, user/<name> or root";
    return `add --key ${key}=<value>, or --without ${key}`;
}

function documentCure(policy: string): string {
    return `give it: --policy-document ${policy}=<file>, of: aws iam get-policy-version --policy-arn <arn> --version-id <id>`;
}

function groundLines(ground: Ground, management: Management, documents: RoleDocuments): readonly string[] {
    const { kind, level, policy, statement, sid, unknown } = ground;
    if (policy === undefined)
        return [kind === "identity policy" ? "none of its own policies allows it" : `no ${kind} of ${level} allows it`];
    const source = sourceOf(ground, management);
    const where = source === undefined ? "" : ` (${relative(".", source.file)}:${source.line})`;
    const named = sid ?? `statement ${(statement ?? 0) + 1}`;
    const age = kind === "identity policy" ? documents.ageOf(policy) : undefined;
    const at = kind !== "identity policy" ? `attached to ${level}` : age === undefined ? "its own" : `its own (${age})`;
    return [`${policy}, ${named}, ${at}${where}${unknown === undefined ? "" : `: ${unknown}`}`];
}
