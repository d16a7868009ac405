import {
    ListOrganizationalUnitsForParentCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";

/** States of the accounts of `withoutStateField`, in order of their ids. */
export const accountStates = ["ACTIVE", "ACTIVE", "ACTIVE", "PENDING_ACTIVATION", "SUSPENDED", "PENDING_CLOSURE"];

/**
 * A stand-in for an organization with an account in each of these states, all in the root: `1` to `6`, twelve times, is its id. It leaves out
 * one of the two fields that AWS has or had for the state. The first page of accounts is empty, and has a next one.
 */
export function withoutStateField(field: "State" | "Status"): OrganizationsClient {
    const other = field === "State" ? "Status" : "State";
    const Accounts = accountStates.map((state, index) => ({
        Id: `${index + 1}`.repeat(12),
        Name: `account-${index + 1}`,
        Email: `a${index + 1}@acme.example`,
        [other]: state,
    }));
    const send = (command: { readonly input: { readonly NextToken?: string } }): Promise<object> => {
        if (command instanceof ListRootsCommand) return Promise.resolve({ Roots: [{ Id: "r-1" }] });
        if (command instanceof ListOrganizationalUnitsForParentCommand)
            return Promise.resolve({ OrganizationalUnits: [] });
        const isFirst = command.input.NextToken === undefined;
        return Promise.resolve(isFirst ? { Accounts: [], NextToken: "more" } : { Accounts });
    };
    return Object.assign(new OrganizationsClient({ region: "us-east-1" }), { send });
}
