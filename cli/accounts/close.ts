import { CloseAccountCommand, MoveAccountCommand, paginateListPoliciesForTarget } from "@aws-sdk/client-organizations";
import { ended } from "../../aws/account-states";
import { closingRoom, goneOn, nextClosing, readClosings } from "../../aws/closings";
import { isAwsError } from "../../aws/error-codes";
import { stateOf, type Member } from "../../aws/members";
import { refusalIn } from "../../aws/refusals";
import { collect } from "../../aws/snapshot";
import type { AccountConfig, ConfigEdit, ManagementConfig } from "../../config";
import { dayOf } from "../common/day";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import type { Project } from "../common/project";
import { CliError } from "../common/ui";
import { editConfig, mustStayValid } from "./edit-config";
import { mustAdministerNothing, mustNotBeSecurity } from "./hangs-on";
import { memberAccount, readOrganizationFacts, type OrganizationFacts } from "./organization";
import { waitUntil } from "./wait";

/** Options of `org accounts close`. */
export interface CloseOptions extends ActOptions {
    readonly dir: string;
    readonly key: string;
    /** Close it in its current unit. Default: first move it into a unit with deny-everything. */
    readonly inPlace?: boolean;
}

/** The shipped policy that denies everything except to the access role. */
const denyAll = "deny-everything";

/**
 * Closes an account: moves it into the suspended unit, closes it, waits until AWS has closed it, and writes `state: closed` into the
 * config. Returns the exit code.
 */
export async function closeAccount({ dir, key, inPlace = false, ...options }: CloseOptions): Promise<number> {
    const now = new Date();
    const facts = await readOrganizationFacts(dir, options);
    const { account, member } = memberAccount(key, facts);
    mustNotBeSecurity(account.key, "closed");
    const path = ["accounts", account.key] as const;
    const isClosed = ended.has(member.state);
    const unit = isClosed || inPlace ? undefined : suspendedUnit(facts.config, account);
    const edits: readonly ConfigEdit[] = [
        ...(unit === undefined || unit === account.unit ? [] : [{ path: [...path, "unit"], set: unit }]),
        { path: [...path, "state"], set: "closed" },
    ];
    if (unit !== undefined) await mustBind(facts, unit);
    if (account.state !== "closed") mustStayValid(facts.project, edits, `with ${account.key} closed`);
    if (!isClosed)
        await mustAdministerNothing(facts.client, { key: account.key, id: member.id }, facts.config, "closed");
    const closings = await readClosings(now).catch(() => undefined);
    if (!isClosed) mustHaveRoom(facts, closings, now);
    const closedAt = closings?.get(member.id) ?? now;
    return carryOut(
        {
            title: `Close account ${account.key} (${member.name}, ${member.id}, ${member.email})`,
            steps: steps(facts, account, member, unit, closings),
            warnings: isClosed
                ? []
                : [
                      "What runs in the account ends at once, and nobody signs in any more.",
                      `AWS keeps it for 90 days: until ${dayOf(goneOn(now))} AWS Support can reopen it, and it counts against the quota of accounts.`,
                      `Its id never comes back, and ${member.email} is taken for good.`,
                      closings === undefined
                          ? "How many accounts were closed in the last 30 days is not known: CloudTrail does not say it."
                          : roomWords(facts, closings, now),
                  ],
            nothing: `Already closed: ${account.key} (${member.id}). AWS keeps it until ${dayOf(goneOn(closedAt))}.`,
            next: [
                "Next, let the stacks forget it; none of them changes anything in the account:",
                "  pulumi up --refresh --stack management",
                "  ./org fleet up",
                `  pulumi stack rm --force --stack ${account.key}`,
                "  ./org profiles render",
            ],
        },
        options,
    );
}

function steps(
    facts: OrganizationFacts,
    account: AccountConfig,
    member: Member,
    unit: string | undefined,
    closings: ReadonlyMap<string, Date> | undefined,
): readonly Step[] {
    const { client, project } = facts;
    const path = ["accounts", account.key] as const;
    const moves: readonly Step[] =
        unit === undefined
            ? []
            : [
                  {
                      title: `write unit: ${unit} for ${account.key} into Pulumi.management.yaml`,
                      done: account.unit === unit,
                      act: () => write(project, { path: [...path, "unit"], set: unit }),
                  },
                  {
                      title: `move it into unit ${unit}, where ${denyAll} binds all but the access role`,
                      done: member.unit === unit,
                      act: () => move(facts, member, unit),
                  },
              ];
    return [
        ...moves,
        {
            title: `close account ${member.id}`,
            done: ended.has(member.state),
            act: () => close(facts, member, closings),
        },
        {
            title: "wait until AWS says CLOSED",
            done: ended.has(member.state) && member.state !== "PENDING_CLOSURE",
            act: (tell) =>
                waitUntil(
                    async () => {
                        const state = await stateOf(client, member.id);
                        tell(`AWS says ${state}`);
                        return state !== "PENDING_CLOSURE";
                    },
                    { what: `account ${member.id} is still being closed`, cure: "run it again: it goes on from there" },
                ),
        },
        {
            title: `write state: closed for ${account.key} into Pulumi.management.yaml`,
            done: account.state === "closed",
            act: () => write(project, { path: [...path, "state"], set: "closed" }),
        },
    ];
}

function write(project: Project, edit: ConfigEdit): Promise<void> {
    editConfig(project, [edit]);
    return Promise.resolve();
}

/** Moves the account. It counts as done if another run or person has moved it meanwhile. */
async function move({ client, membership }: OrganizationFacts, member: Member, unit: string): Promise<void> {
    const DestinationParentId = membership.units.paths.get(unit)!;
    try {
        await client.send(
            new MoveAccountCommand({ AccountId: member.id, SourceParentId: member.parentId, DestinationParentId }),
        );
    } catch (error) {
        // Returned also if an earlier try succeeded and its response was lost.
        if (isAwsError(error, "DuplicateAccount", "SourceParentNotFound", "AccountNotFound")) {
            const { readMembership } = await import("../../aws/members");
            const { members } = await readMembership(client);
            if (members.some(({ id, parentId }) => id === member.id && parentId === DestinationParentId)) return;
        }
        throw refused(error);
    }
}

/** Closes the account. It counts as done if the response was lost or another person has closed it meanwhile. */
async function close(
    { client }: OrganizationFacts,
    { id }: Member,
    closings: ReadonlyMap<string, Date> | undefined,
): Promise<void> {
    try {
        await client.send(new CloseAccountCommand({ AccountId: id }));
    } catch (error) {
        if (isAwsError(error, "AccountAlreadyClosed", "Conflict") && ended.has(await stateOf(client, id))) return;
        const refusal = refusalIn(error);
        const opens = closings && nextClosing(closings, new Date());
        if (refusal?.code === "CLOSE_ACCOUNT_QUOTA_EXCEEDED" && opens !== undefined)
            throw new CliError(refusal.message, `the next account may be closed on ${dayOf(opens)}; run it again then`);
        throw refused(error);
    }
}

function refused(error: unknown): unknown {
    const refusal = refusalIn(error);
    return refusal === undefined ? error : new CliError(refusal.message, refusal.cure);
}

/**
 * The unit to close an account in: its own if deny-everything already applies there, else the first one that the policy is attached to.
 *
 * @throws CliError where no unit has the policy
 */
function suspendedUnit({ policies, units }: ManagementConfig, { key, unit }: AccountConfig): string {
    const targets = policies.filter(({ name }) => name === denyAll).flatMap((policy) => policy.targets);
    const paths = targets.filter((target) => units.some(({ path }) => path === target));
    const isBound = (path: string): boolean => paths.some((each) => path === each || path.startsWith(`${each}/`));
    if (unit !== undefined && isBound(unit)) return unit;
    const [first] = paths;
    if (first !== undefined) return first;
    throw new CliError(
        `no unit has the policy ${denyAll}, into which ${key} would go before it is closed`,
        `write it: units: [..., suspended], policies: { ${denyAll}: { targets: [suspended] } }, and run pulumi up --stack management; or close it where it is: --in-place`,
    );
}

/** Checks at AWS that the unit exists and has the policy: the config may be newer than the last run. */
async function mustBind({ client, membership }: OrganizationFacts, unit: string): Promise<void> {
    const names = unit.split("/");
    const ids = names.map((_, end) => membership.units.paths.get(names.slice(0, end + 1).join("/")));
    for (const TargetId of ids.filter((id) => id !== undefined)) {
        const pages = paginateListPoliciesForTarget({ client }, { TargetId, Filter: "SERVICE_CONTROL_POLICY" });
        if ((await collect(pages, (page) => page.Policies)).some(({ Name: name }) => name === denyAll)) return;
    }
    throw new CliError(
        ids.includes(undefined)
            ? `the organization has no unit ${unit} yet`
            : `the unit ${unit} does not have the policy ${denyAll} at AWS yet`,
        "pulumi up --stack management makes it as the config says; or close the account where it is: --in-place",
    );
}

function mustHaveRoom(
    { membership }: OrganizationFacts,
    closings: ReadonlyMap<string, Date> | undefined,
    now: Date,
): void {
    if (closings === undefined) return;
    const { quota, used, opens } = closingRoom(membership.members.length - 1, closings, now);
    if (opens === undefined) return;
    throw new CliError(
        `${used} accounts were closed in the last 30 days, and AWS lets close ${quota}`,
        `the next one may be closed on ${dayOf(opens)}; run it again then`,
    );
}

function roomWords({ membership }: OrganizationFacts, closings: ReadonlyMap<string, Date>, now: Date): string {
    const { quota, used } = closingRoom(membership.members.length - 1, closings, now);
    return `${used} of the ${quota} accounts that AWS lets close in 30 days were closed.`;
}
