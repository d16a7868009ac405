/** CIS AWS Foundations 7.0, 2.2 and 2.3: the contacts of each account. */
import type { AccountClient, ContactInformation } from "@aws-sdk/client-account";
import { isAwsError } from "../../../aws/error-codes";
import type { ManagementConfig } from "../../../config";
import { bounded } from "../../../aws/bounded";
import { check } from "../check";
import { fault, ok, some, warning, type Finding } from "../line";
import { activeMembers } from "../organization-facts";
import type { DoctorContext } from "../context";

/** A contact of one account. */
export interface ContactFacts {
    /** Name and id of the account. */
    readonly account: string;
    /** `true`: it could be read; otherwise why not. */
    readonly readable: true | string;
    readonly value?: string | undefined;
}

const cis = { group: "CIS AWS Foundations 7.0", only: "cis", seconds: 120 } as const;
const trust = "members are read by trusted access for account.amazonaws.com (organization.services)";

export const contactDetails = check<{ readonly contacts: readonly ContactFacts[] }>(
    {
        ...cis,
        id: "cis-2.2",
        proves: "every account in use has contact details with a phone number; whether they are current and reach more than one person is yours to know",
        cure: "`contacts: { primary: … }`, then `pulumi up`",
        asks: ["account:GetContactInformation"],
    },
    async (context) => ({
        contacts: await askAll(context, async (client, account) => {
            const { GetContactInformationCommand } = await import("@aws-sdk/client-account");
            const { ContactInformation: found } = await client.send(new GetContactInformationCommand(account));
            return contactOf(found);
        }),
    }),
    judgeContactDetails,
);

export function judgeContactDetails({ contacts }: { readonly contacts: readonly ContactFacts[] }): readonly Finding[] {
    return judge(
        contacts,
        "no contact details for",
        "write contacts: { primary: … } in Pulumi.management.yaml, then pulumi up",
        (all) => `contact details of all ${all}; whether they are current, and a group's, is not judged`,
    );
}

export interface SecurityContactFacts {
    readonly contacts: readonly ContactFacts[];
    readonly wanted: ManagementConfig["contacts"]["security"];
}

export const securityContact = check<SecurityContactFacts>(
    {
        ...cis,
        id: "cis-2.3",
        proves: "every account in use has a security contact, the config's",
        cure: "`contacts: { security: … }`, then `pulumi up`",
        asks: ["account:GetAlternateContact"],
    },
    async (context) => ({
        wanted: context.configIfGood()?.contacts.security,
        contacts: await askAll(context, async (client, account) => {
            const { GetAlternateContactCommand } = await import("@aws-sdk/client-account");
            const command = new GetAlternateContactCommand({ ...account, AlternateContactType: "SECURITY" });
            return (await client.send(command)).AlternateContact?.EmailAddress;
        }),
    }),
    judgeSecurityContact,
);

export function judgeSecurityContact({ contacts, wanted }: SecurityContactFacts): readonly Finding[] {
    const cure = "write contacts: { security: … } in Pulumi.management.yaml, then pulumi up";
    const findings = judge(contacts, "no security contact for", cure, (all) => `a security contact of all ${all}`);
    const others = contacts.filter(
        ({ value }) => wanted !== undefined && value !== undefined && value !== wanted.email,
    );
    if (others.length === 0) return findings;
    return [
        ...findings.filter(({ status }) => status !== "ok"),
        warning(
            `another security contact than the config's ${wanted!.email}: ${some(others.map(({ account, value }) => `${account}: ${value!}`))}`,
            "pulumi up sets the config's",
        ),
    ];
}

function judge(
    contacts: readonly ContactFacts[],
    missing: string,
    cure: string,
    good: (accounts: string) => string,
): readonly Finding[] {
    const without = contacts.filter(({ readable, value }) => readable === true && value === undefined);
    const unreadable = contacts.filter(({ readable }) => readable !== true);
    const findings: Finding[] = [];
    if (without.length > 0)
        findings.push(
            fault(
                `${missing} ${some(without.map(({ account }) => account))}`,
                cure,
                without.map(({ account }) => account),
            ),
        );
    if (unreadable.length > 0)
        findings.push(
            warning(
                `AWS does not tell of ${some(unreadable.map(({ account }) => account))}: ${String(unreadable[0]!.readable)}`,
                trust,
                unreadable.map(({ account }) => account),
            ),
        );
    return findings.length > 0 ? findings : [ok(good(`${contacts.length} accounts`), contacts.length)];
}

/** Reads it for the management account and every active member, three at a time: the service accepts few calls a second. */
async function askAll(
    context: DoctorContext,
    ask: (client: AccountClient, account: { readonly AccountId?: string }) => Promise<string | undefined>,
): Promise<readonly ContactFacts[]> {
    const members = await activeMembers(context);
    const { MasterAccountId: management = "" } = await context.organization();
    const { AccountClient: Client } = await import("@aws-sdk/client-account");
    const client = context.client(Client);
    const all = [
        { id: undefined, account: `management (${management})` },
        ...members.map(({ id, name }) => ({ id, account: `${name} (${id})` })),
    ];
    return bounded(all, 3, async ({ id, account }) => {
        try {
            // The API refuses the id of the caller's own account.
            return { account, readable: true, value: await ask(client, id === undefined ? {} : { AccountId: id }) };
        } catch (error) {
            if (isAwsError(error, "ResourceNotFound")) return { account, readable: true };
            if (id === undefined) throw error;
            return { account, readable: (error as Error).message };
        }
    });
}

function contactOf(found: ContactInformation | undefined): string | undefined {
    const { FullName: name, PhoneNumber: phone } = found ?? {};
    return name && phone ? `${name}, ${phone}` : undefined;
}
