import * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { contactKinds, type ContactKind, type ReadContact } from "../../aws/contacts";
import { awsFault } from "../../aws/faults";
import { contactFaults, contactLosses, kindsOf, type ReplacedContact } from "../../aws/preflight/contact-faults";
import type { AwsSnapshot } from "../../aws/snapshot";
import { findTargetId } from "../../aws/snapshot-target";
import type { ManagementConfig } from "../../config";
import type { AccountContactsArgs } from "../../components/account/account-contacts";
import type { OwnStack } from "../shared/own-stack";
import { contactMembers } from "./contact-members";
import { isBoundByPlan } from "../shared/planned-run";
import { refuse } from "../shared/stack-config";

/** Contacts of the config that the state does not have, for an account that exists at AWS. No id for the management account. */
interface Unknown {
    readonly kind: ContactKind;
    readonly account: string;
    readonly accountId: string | undefined;
}

/** What AWS has where this run writes contacts. */
export interface ContactsThere {
    readonly read: ReadContact;
    /** What is overwritten because the config says so; anything else is refused. */
    readonly replaced: readonly ReplacedContact[];
    /** Contacts of accounts that cannot be read before the organization trusts the account service. */
    readonly unread: readonly Unknown[];
    /** What the account's component shows about it, in a preview and in a run that is bound to its plan. */
    readonly replacesOf: (account: string) => Pick<AccountContactsArgs, "replacesAtAws">;
    /** Contacts of an account that AWS has word for word and the state does not: they are imported. */
    readonly sameOf: (account: string) => readonly ContactKind[];
}

/** For a run that does not ask AWS. */
export function noContactsThere(read: ReadContact): ContactsThere {
    return { read, replaced: [], unread: [], replacesOf: () => ({}), sameOf: () => [] };
}

/** Reads from AWS the contacts that this run writes for the first time. Throws AWS's error if they may not be read. */
export async function readContactsThere(
    config: ManagementConfig,
    snapshot: AwsSnapshot,
    own: OwnStack,
    read: ReadContact,
): Promise<ContactsThere> {
    // In a new account there is what somebody typed when he signed up, and AWS copies it to those that are made. Only a whole run
    // writes the schema: `org state create` makes the state's home first.
    const isNew = config.organization.id === undefined && own.outputs["schema"] === undefined;
    const unknown = unknownContacts(config, snapshot, own).filter(({ kind }) => kind !== "primary" || !isNew);
    const isTrusted = snapshot.organization?.services.includes("account.amazonaws.com") === true;
    const mayAsk = ({ accountId }: Unknown): boolean => accountId === undefined || isTrusted;
    const asked = unknown.filter(mayAsk);
    const replaced = await replacedOf(config, asked, read);
    const same = await sameOf(config, asked, read);
    const counts = replaced.length > 0 && (pulumi.runtime.isDryRun() || (await isBoundByPlan()));
    return {
        read,
        replaced,
        unread: unknown.filter((each) => !mayAsk(each)),
        replacesOf: (account) => {
            const own = replaced.filter((each) => each.account === account);
            if (!counts || own.length === 0) return {};
            return { replacesAtAws: own.map(({ kind, losses }) => `${kind} contact (${losses.join(", ")})`) };
        },
        sameOf: (account) => same.filter((each) => each.account === account).map(({ kind }) => kind),
    };
}

/**
 * Judges the contacts that could not be read before the organization trusted the account service. The first contact is written after that.
 * Undefined in a preview, and where every contact could be read.
 */
export function judgedLate(
    organizationId: pulumi.Output<string>,
    config: ManagementConfig,
    { read, unread }: ContactsThere,
): pulumi.Output<string> | undefined {
    if (unread.length === 0 || pulumi.runtime.isDryRun()) return undefined;
    return organizationId.apply(async (id) => {
        const replaced = await replacedOf(config, unread, read).catch((error: unknown) => refuse([awsFault(error)]));
        const faults = contactFaults(config, replaced);
        if (faults.length > 0) return refuse(faults);
        reportReplaced(replaced);
        return id;
    });
}

async function replacedOf(
    { contacts }: ManagementConfig,
    asked: readonly Unknown[],
    read: ReadContact,
): Promise<readonly ReplacedContact[]> {
    const found = await Promise.all(
        asked.map(async ({ kind, account, accountId }) => ({
            kind,
            account,
            losses: contactLosses(kind, contacts, await read(kind, accountId)),
        })),
    );
    return found.filter(({ losses }) => losses.length > 0);
}

/** Those that AWS has already, to the letter. Each was read before, and is not read again. */
async function sameOf(
    { contacts }: ManagementConfig,
    asked: readonly Unknown[],
    read: ReadContact,
): Promise<readonly Unknown[]> {
    const found = await Promise.all(
        asked.map(async (each) =>
            isDeepStrictEqual(await read(each.kind, each.accountId), contacts[each.kind]) ? [each] : [],
        ),
    );
    return found.flat();
}

function unknownContacts(config: ManagementConfig, snapshot: AwsSnapshot, own: OwnStack): readonly Unknown[] {
    const { resources } = own;
    const kinds = kindsOf(config.contacts);
    if (kinds.length === 0) return [];
    const known = new Set(
        resources
            .filter(({ type }) => type.startsWith("aws:account/"))
            .map(({ outputs: of }) => keyOf(of["accountId"], of["alternateContactType"])),
    );
    const members = contactMembers(config, snapshot, own).flatMap(({ key }) => {
        const accountId = findTargetId(`account:${key}`, config, snapshot);
        return accountId === undefined ? [] : [{ account: key, accountId }];
    });
    return [{ account: "management", accountId: undefined }, ...members].flatMap((account) =>
        kinds
            .filter((kind) => !known.has(keyOf(account.accountId, contactKinds[kind])))
            .map((kind) => ({ kind, ...account })),
    );
}

function keyOf(accountId: unknown, type: unknown): string {
    return `${typeof accountId === "string" ? accountId : ""} ${typeof type === "string" ? type : ""}`;
}

/** Reports what a preview cannot know. */
export function reportUnread({ unread }: ContactsThere): void {
    if (unread.length === 0 || !pulumi.runtime.isDryRun()) return;
    const accounts = [...new Set(unread.map(({ account }) => account))].join(", ");
    void pulumi.log.info(
        `contacts of ${accounts} can be read once the organization trusts account.amazonaws.com: \`pulumi up\` reads them, and replaces none that AWS has unless \`overwrite: true\` is beside it`,
    );
}

/** Reports what is overwritten because the config says so. */
export function reportReplaced(replaced: readonly ReplacedContact[]): void {
    if (replaced.length === 0) return;
    const lines = replaced.map(({ kind, account, losses }) => `  ${account}, ${kind}: ${losses.join(", ")}`).join("\n");
    void pulumi.log.warn(`contacts that AWS has are replaced, as \`overwrite\` says:\n${lines}`);
}
