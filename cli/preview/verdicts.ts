import {
    compilePolicy,
    decide,
    fullAccess,
    principalOf,
    RequestContext,
    unitsAbove,
    type CompiledPolicy,
    type Level,
    type Placed,
} from "../../policies/evaluate";
import type { EngineEvent, Outputs, StepState } from "./engine-event";
import { mapOf } from "./places";

/** What a change of policies, units or attachments does: something that some accounts' callers may no longer do, or may do again. */
export interface VerdictChange {
    readonly becomes: "denied" | "allowed";
    /** Who, in words: `the access role`, `any other role`, `the root user`, or `everybody`, which is all of them. */
    readonly who: string;
    /** What, in words: `stop the organization's trail (cloudtrail:StopLogging)`. */
    readonly what: string;
    /** The policy and the level that deny it. */
    readonly by: string;
    /** Keys of accounts. */
    readonly accounts: readonly string[];
}

interface Policy {
    readonly type: string;
    readonly content: string;
}

/** The organization's policies at one time. */
interface State {
    readonly policies: ReadonlyMap<string, Policy>;
    /** Names of policies by what they are attached to: `root`, `root/<path of a unit>` or an account's key. */
    readonly attached: ReadonlyMap<string, readonly string[]>;
    readonly outputs: Outputs["before"];
}

/** Questions that matter in every organization. `region`: whether the request's region is a governed one. */
const questions: readonly { readonly what: string; readonly action: string; readonly foreign?: true }[] = [
    { what: "leave the organization", action: "organizations:LeaveOrganization" },
    { what: "close the account", action: "account:CloseAccount" },
    { what: "change who may enter by the access role", action: "iam:UpdateAssumeRolePolicy" },
    { what: "make a user", action: "iam:CreateUser" },
    { what: "make a role", action: "iam:CreateRole" },
    { what: "stop a trail", action: "cloudtrail:StopLogging" },
    { what: "delete a trail", action: "cloudtrail:DeleteTrail" },
    { what: "delete a GuardDuty detector", action: "guardduty:DeleteDetector" },
    { what: "stop AWS Config", action: "config:StopConfigurationRecorder" },
    { what: "schedule the deletion of a key", action: "kms:ScheduleKeyDeletion" },
    { what: "change a bucket's policy", action: "s3:PutBucketPolicy" },
    { what: "open the account's buckets to the public", action: "s3:PutAccountPublicAccessBlock" },
    { what: "read objects", action: "s3:GetObject" },
    { what: "start instances", action: "ec2:RunInstances" },
    { what: "start instances in a region that is not governed", action: "ec2:RunInstances", foreign: true },
];

/**
 * What a preview of the management stack newly denies and allows, by the standing questions. Accounts that come or go are left out, and what
 * is not known on either side.
 */
export function verdictChanges(events: readonly EngineEvent[], { before, after }: Outputs): readonly VerdictChange[] {
    const [old, next] = [stateOf(events, "old", before), stateOf(events, "new", after)];
    if (old.policies.size === 0 && next.policies.size === 0) return [];
    const found = new Map<string, VerdictChange>();
    const accounts = Object.keys(mapOf(before["accounts"])).filter((key) => key in mapOf(after["accounts"]));
    for (const account of accounts) {
        const places = [placed(account, old), placed(account, next)] as const;
        for (const { who, arn } of callers(account, after))
            for (const question of questions) {
                const [was, is] = places.map((place) => ask(arn, question, place, after));
                if (was!.decision === is!.decision) continue;
                if (was!.decision === "unknown" || is!.decision === "unknown") continue;
                const becomes = is!.decision;
                const [ground] = (becomes === "denied" ? is! : was!).by;
                const by =
                    ground?.policy === undefined
                        ? `no policy of ${ground?.level ?? ""} allows it`
                        : `${ground.policy} at ${ground.level}`;
                const what = `${question.what} (${question.action})`;
                const key = [becomes, who, what, by].join("\n");
                const known = found.get(key);
                found.set(key, { becomes, who, what, by, accounts: [...(known?.accounts ?? []), account] });
            }
    }
    return together([...found.values()]);
}

/** How many callers are asked about. */
const callersAsked = 3;

/** What is so for each of the callers is said once. */
function together(changes: readonly VerdictChange[]): readonly VerdictChange[] {
    const rest = (change: VerdictChange): string => JSON.stringify({ ...change, who: undefined });
    const whos = new Map<string, string[]>();
    for (const change of changes) whos.set(rest(change), [...(whos.get(rest(change)) ?? []), change.who]);
    return changes.flatMap((change) => {
        const all = whos.get(rest(change))!;
        if (all[0] !== change.who) return [];
        return [{ ...change, who: all.length === callersAsked ? "everybody" : all.join(" and ") }];
    });
}

/** Every step tells a resource as it was and as it will be, also where nothing changes. */
function stateOf(events: readonly EngineEvent[], side: "old" | "new", outputs: Outputs["before"]): State {
    const policies = new Map<string, Policy>();
    const attached = new Map<string, string[]>();
    for (const { resourcePreEvent } of events) {
        const step = resourcePreEvent?.metadata;
        if (step === undefined || step.op === "refresh") continue;
        const state: StepState | null = step[side];
        if (state === null || (side === "new" && step.op.startsWith("delete"))) continue;
        const name = step.urn.split("::").at(-1)!;
        if (step.type === "aws:organizations/policy:Policy") {
            const { type, content } = state.inputs ?? {};
            policies.set(name.replace(/-policy$/u, ""), { type: String(type), content: String(content) });
        } else if (step.type === "aws:organizations/policyAttachment:PolicyAttachment") {
            const [policy = "", ...target] = name.split(":");
            const word = target.join(":");
            attached.set(word, [...(attached.get(word) ?? []), policy]);
        }
    }
    return { policies, attached, outputs };
}

function placed(account: string, { policies, attached, outputs }: State): Placed {
    const unit = mapOf(mapOf(outputs["accounts"])[account])["unit"];
    const words: readonly (readonly [name: string, word: string])[] = [
        ["root", "root"],
        ...unitsAbove(typeof unit === "string" ? unit : undefined).map((path) => [path, `root/${path}`] as const),
        [account, account],
    ];
    const at = (type: string, own: readonly CompiledPolicy[]): readonly Level[] =>
        words.map(([name, word]) => ({
            name,
            policies: [
                ...own,
                ...(attached.get(word) ?? []).flatMap((key) => {
                    const policy = policies.get(key);
                    return policy?.type === type ? compiled(key, policy.content) : [];
                }),
            ],
        }));
    return {
        isManagement: false,
        serviceControl: at("SERVICE_CONTROL_POLICY", [fullAccess]),
        resourceControl: at("RESOURCE_CONTROL_POLICY", []),
    };
}

const known = new Map<string, readonly CompiledPolicy[]>();

/** Nothing where the document is not known yet, as in the preview of a first run. */
function compiled(key: string, content: string): readonly CompiledPolicy[] {
    const id = `${key}\n${content}`;
    const before = known.get(id);
    if (before !== undefined) return before;
    let policies: readonly CompiledPolicy[] = [];
    try {
        policies = [
            compilePolicy(key.replace(/^policy-/u, ""), JSON.parse(content) as Readonly<Record<string, unknown>>),
        ];
    } catch {
        // A document that is not known denies nothing here.
    }
    known.set(id, policies);
    return policies;
}

function callers(
    account: string,
    outputs: Outputs["after"],
): readonly { readonly who: string; readonly arn: string }[] {
    const { id, roleName } = mapOf(mapOf(outputs["accounts"])[account]);
    const own = typeof id === "string" ? id : "";
    return [
        { who: "the access role", arn: `arn:aws:iam::${own}:role/${String(roleName)}` },
        // A name that nobody has.
        { who: "any other role", arn: `arn:aws:iam::${own}:role/-` },
        { who: "the root user", arn: `arn:aws:iam::${own}:root` },
    ];
}

function ask(
    arn: string,
    { action, foreign }: (typeof questions)[number],
    place: Placed,
    { regions, region }: Outputs["after"],
): ReturnType<typeof decide> {
    const principal = principalOf(arn);
    const governed = (Array.isArray(regions) ? regions : [region]).map(String);
    const elsewhere = ["ap-southeast-2", "sa-east-1", "eu-north-1"].find((each) => !governed.includes(each));
    const context = new RequestContext(
        { ...principal.keys, "aws:RequestedRegion": foreign === true ? elsewhere! : (governed[0] ?? null) },
        "absent",
    );
    // Nobody acts in the region of a question in the management account alone; `*` is each resource.
    return decide({ principal, action, resource: "*", context }, place, place);
}
