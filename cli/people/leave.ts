import {
    PutUserPolicyCommand,
    DeleteUserPolicyCommand,
    paginateListMFADevices,
    type IAMClient,
} from "@aws-sdk/client-iam";
import { noneAt } from "../../aws/error-codes";
import { collect } from "../../aws/snapshot";
import { bootstrapUser } from "../../config/names";
import { isSame } from "../bootstrap-user/proof";
import { credentialSteps, keySteps, membershipSteps, step, userStep } from "../bootstrap-user/removal-steps";
import { carryOut, type ActOptions, type Step } from "../common/plan";
import { CliError } from "../common/ui";
import { leaverIn, type Leaver } from "./leaver";
import { readPeopleFacts, sayNotAsked, type PeopleFacts } from "./places";
import { afterwards } from "./sessions";

/** Options of `org people leave`. */
export interface LeaveOptions extends ActOptions {
    readonly dir: string;
    /** The IAM user's name. */
    readonly name: string;
}

/** Name of the inline policy that denies everything to the user at once, including sessions opened with its keys. */
const denyPolicy = "org-leaver-denied";
const denyAll = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Left", Effect: "Deny", Action: "*", Resource: "*" }],
});

/** Removes all credentials of a person, in each account that has a user of that name. Returns the exit code. */
export async function leave({ dir, name, ...options }: LeaveOptions): Promise<number> {
    const facts = await readPeopleFacts(dir);
    refuseWhoStays(name, facts);
    const leavers = await Promise.all(facts.places.map((place) => leaverIn(place, name, facts)));
    sayNotAsked(facts);
    const known = leavers.filter(({ owned, person }) => owned !== undefined || person !== undefined);
    if (known.length === 0)
        throw new CliError(
            `there is no user ${name} in ${facts.places.map(({ stack, accountId }) => `account ${stack} (${accountId})`).join(" or ")}, and the config has none`,
            "see who there is: ./org people",
        );
    for (const leaver of known) await mustLeaveSomebody(leaver, facts);
    const there = known.filter(({ owned }) => owned !== undefined);
    const next = afterwards(known, facts, new Date());
    return carryOut(
        {
            title: `${name} leaves: ${there.map(({ place }) => `account ${place.stack} (${place.accountId})`).join(" and ")}`,
            steps: there.flatMap(stepsOf),
            warnings: there.flatMap(warningsOf),
            nothing: [`${name} has nothing left that gives access.`, ...next].join("\n"),
            next,
        },
        options,
    );
}

/** The steps, in an order that AWS accepts, in which each step takes more away: those that can be undone come first. */
export function stepsOf({ place: { stack, iam }, name, owned: found, isOfStack }: Leaver): readonly Step[] {
    const owned = found!;
    const others = { ...owned, inlinePolicies: owned.inlinePolicies.filter((each) => each !== denyPolicy) };
    const isDenied = owned.inlinePolicies.includes(denyPolicy);
    const isBare = [
        ...owned.accessKeys,
        ...owned.mfaDevices,
        ...owned.idleDevices,
        ...owned.signingCertificates,
        ...owned.sshKeys,
        ...owned.serviceCredentials,
    ];
    // Denied and without credentials: the stack deletes the rest.
    if (isOfStack && isDenied && isBare.length === 0 && !owned.hasPassword) return [];
    const steps = [
        step(
            `deny all to ${name} by the inline policy ${denyPolicy}, which binds the sessions of its keys too`,
            () =>
                iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: denyPolicy, PolicyDocument: denyAll })),
            isDenied,
        ),
        ...credentialSteps(iam, name, owned),
        ...(isOfStack ? [] : membershipSteps(iam, name, others)),
        ...keySteps(iam, name, owned),
        ...(isOfStack
            ? []
            : [
                  step(`delete inline policy ${denyPolicy}`, () =>
                      iam.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName: denyPolicy })),
                  ),
                  userStep(iam, name),
              ]),
    ];
    return steps.map((each) => ({ ...each, title: `${stack}: ${each.title}` }));
}

function warningsOf({
    place: { stack, accountId },
    name,
    owned,
    isOfStack,
    hasStackPassword,
}: Leaver): readonly string[] {
    const { accessKeys, hasPassword, mfaDevices } = owned!;
    const used = accessKeys.filter(({ isActive, lastUsed }) => isActive && lastUsed !== undefined);
    return [
        ...used.map(
            ({ id, lastUsed }) =>
                `Whatever uses access key ${id} fails from then on; it was used last on ${lastUsed!}.`,
        ),
        ...(accessKeys.length + mfaDevices.length > 0 || hasPassword
            ? [
                  "Keys, password and devices that are deleted cannot be had back; what is only deactivated and denied can.",
              ]
            : []),
        ...(isOfStack
            ? [`The user itself stays in account ${stack} until the stack deletes it; groups and policies go with it.`]
            : [`No stack has ${name} in account ${accountId}: the user is deleted too.`]),
        ...(hasPassword && hasStackPassword
            ? [`Stack ${stack} made the password: until the line is out, pulumi up --refresh would make another.`]
            : []),
    ];
}

function refuseWhoStays(name: string, { caller, config }: PeopleFacts): void {
    if (caller.kind === "user" && isSame(caller.name, name))
        throw new CliError(
            `these credentials (${caller.source}) are ${caller.name}'s own: the command would end before it is done`,
            "let another admin run it",
        );
    if (isSame(name, bootstrapUser))
        throw new CliError(
            `${name} is the bootstrap user`,
            "./org bootstrap-user remove proves first that the admins get in",
        );
    if (config.breakGlass.some((each) => isSame(each.name, name)))
        throw new CliError(
            `${name} is a user for emergencies, and no person`,
            "take it out of breakGlass in Pulumi.management.yaml, then pulumi up --stack management",
        );
}

/**
 * Checks that another admin of the config can get in.
 *
 * @throws CliError
 */
async function mustLeaveSomebody({ place, person }: Leaver, { config }: PeopleFacts): Promise<void> {
    if (place.stack !== "management" || person?.map !== "admins") return;
    const others = config.admins.filter((admin) => !isSame(admin.name, person.name)).map(({ name }) => name);
    for (const name of others) if (await hasDevice(place.iam, name)) return;
    throw new CliError(
        others.length === 0
            ? `${person.name} is the only admin`
            : `without ${person.name} no admin has access: ${others.join(", ")} ${others.length > 1 ? "have" : "has"} no MFA device`,
        others.length === 0
            ? "write another admin into Pulumi.management.yaml, run pulumi up, and let that one sign in and add a device first (docs/people.md)"
            : `let ${others.join(" or ")} sign in and add an MFA device first (docs/people.md)`,
    );
}

async function hasDevice(client: IAMClient, UserName: string): Promise<boolean> {
    const devices = await collect(paginateListMFADevices({ client }, { UserName }), (page) => page.MFADevices).catch(
        noneAt("NoSuchEntity"),
    );
    return (devices ?? []).length > 0;
}
