import type { Draft } from "../model/draft";
import { personalComplaint, type PersonalContext } from "../email/personal";
import type { FaultList } from "../faults/fault-list";
import type { Limits } from "../aws-facts/limits";
import { valueAt } from "../faults/path";
import type { ManagementConfig } from "../model/management-config";
import type { ManagementInput } from "../schema/management";

// Account Management API, ContactInformation, StateOrRegion.
const countriesWithStates = ["BR", "CA", "DE", "GB", "IN", "JP", "US"];

// Account Management API, PutAlternateContact, EmailAddress.
const contactEmail = /^[\w+=,.-]+@[\w.-]+\.\w+$/u;

/** The contacts, and which of them may replace others. Their addresses must be groups' too. */
export function resolveContacts(
    contacts: Draft<ManagementInput["contacts"]> | undefined,
    context: PersonalContext,
    limits: Limits,
    faults: FaultList,
): Pick<ManagementConfig, "contacts" | "overwriteContacts"> {
    for (const kind of ["security", "billing", "operations"] as const) {
        const email = contacts?.[kind]?.email;
        if (email === undefined) continue;
        const path = ["contacts", kind, "email"];
        if (!contactEmail.test(email) || email.length > limits.contactEmail) {
            faults.fault(path, {
                message: "is not an address that AWS takes for a contact",
                cure: "write it in letters, digits and _ + = , . -, as in security@example.com",
            });
            continue;
        }
        const personal = personalComplaint(email, context);
        if (personal !== undefined) faults.fault(path, personal);
    }
    const primary = contacts?.primary;
    const country = primary?.countryCode;
    if (
        country !== undefined &&
        countriesWithStates.includes(country) &&
        valueAt(faults.config, ["contacts", "primary", "stateOrRegion"]) === undefined
    ) {
        faults.fault(["contacts", "primary", "stateOrRegion"], {
            message: `is required, and missing: AWS asks for it in ${country}`,
            cure: "write the state or region of the address: {key}: …",
        });
    }
    const kinds = (["security", "billing", "operations", "primary"] as const).filter(
        (kind) => contacts?.[kind] !== undefined,
    );
    const fields = kinds.map((kind) => [
        kind,
        Object.fromEntries(Object.entries(contacts![kind]!).filter(([field]) => field !== "overwrite")),
    ]);
    return {
        contacts: Object.fromEntries(fields) as ManagementConfig["contacts"],
        overwriteContacts: kinds.filter((kind) => contacts?.[kind]?.overwrite === true),
    };
}
