import * as pulumi from "@pulumi/pulumi";
import type { ReadContact } from "../../aws/contacts";
import { awsFault } from "../../aws/faults";
import { optionalFields, type PrimaryContactRest } from "../../components/account/account-contacts";
import type { PrimaryContact } from "../../config";
import type { OwnStack } from "../shared/own-stack";
import { refuse } from "../shared/stack-config";
import type { AwsSnapshot } from "../../aws/snapshot";

const service = "account.amazonaws.com";

/** The primary contact that AWS has for an account; undefined where none is to be written, so none needs to be read. */
export type RestOf = (accountId: string | undefined) => pulumi.Output<PrimaryContactRest> | undefined;

/**
 * PutContactInformation replaces all fields, so fields that the config does not name are read first and sent again. AWS is asked once the
 * organization trusts the account service, and only about accounts whose contact changes: this saves a thousand calls for a thousand
 * accounts.
 */
export function restOfContacts(
    primary: PrimaryContact,
    snapshot: AwsSnapshot,
    { resources }: OwnStack,
    organizationId: pulumi.Output<string>,
    read: ReadContact,
): RestOf {
    const isTrusted = snapshot.organization?.services.includes(service) === true;
    const { phone, ...fields } = primary;
    const wanted = Object.entries({ ...fields, phoneNumber: phone });
    const states = new Map(
        resources
            .filter(({ type }) => type === "aws:account/primaryContact:PrimaryContact")
            .map(({ outputs }) => [(outputs["accountId"] as string | undefined) ?? "", outputs]),
    );
    return (accountId) => {
        const state = states.get(accountId ?? "");
        if (state !== undefined && wanted.every(([field, value]) => state[field] === value)) return undefined;
        return organizationId.apply(async () => {
            // The first preview cannot read a member's contact; the run can.
            if (pulumi.runtime.isDryRun() && accountId !== undefined && !isTrusted) return {};
            const there = await read("primary", accountId).catch((error: unknown) => refuse([awsFault(error)]));
            const found = optionalFields.map((field) => [field, there?.[field]] as const);
            return Object.fromEntries(
                found.filter(([field, value]) => value !== undefined && primary[field] === undefined),
            );
        });
    };
}
