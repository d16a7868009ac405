import { noPrevious, type Previous } from "../../aws/preflight/previous";
import { knownByState } from "../../aws/unmanaged";
import { nameOf, type OwnStack } from "../shared/own-stack";

const types = {
    account: "aws:organizations/account:Account",
    unit: "aws:organizations/organizationalUnit:OrganizationalUnit",
    policy: "aws:organizations/policy:Policy",
};

/** What the state says about the stack's last run. */
export function previousOf({ outputs, resources }: OwnStack): Previous {
    const known = knownByState(resources);
    const reported = { ...noPrevious, ...outputs };
    // After a run that failed, the state's resources are newer than its outputs.
    const units = resources.length === 0 ? reported.units : idsByName(resources, types.unit, /^units-(.+)$/u);
    const policies = Object.entries(idsByName(resources, types.policy, /^policy-(.+)-policy$/u));
    const inState = accountsOf(resources, units);
    const others = Object.entries(reported.accounts).filter(([, { id }]) => id === null || !known.ids.has(id));
    return {
        ...reported,
        state: outputs["state"] ?? {},
        units,
        accounts: { ...Object.fromEntries(others), ...withRoles(inState, reported.accounts) },
        policyContents: policyContents(resources),
        policies: Object.fromEntries(policies.map(([name, id]) => [decodeURIComponent(name), id])),
        ...known,
    };
}

/** AWS has no call that names an account's access role; the state has the one that it was created with. */
function withRoles(inState: Previous["accounts"], reported: Previous["accounts"]): Previous["accounts"] {
    const roles = new Map(Object.values(reported).map(({ id, roleName }) => [id, roleName]));
    return Object.fromEntries(
        Object.entries(inState).map(([key, account]) => {
            const roleName = roles.get(account.id);
            return [key, { ...account, ...(roleName === undefined ? {} : { roleName }) }];
        }),
    );
}

type Resources = OwnStack["resources"];

function idsByName(resources: Resources, type: string, pattern: RegExp): Readonly<Record<string, string>> {
    return Object.fromEntries(
        resources.flatMap(({ type: other, urn, outputs: { id } }) => {
            const name = other === type ? pattern.exec(nameOf(urn))?.[1] : undefined;
            return name === undefined || typeof id !== "string" ? [] : [[name, id]];
        }),
    );
}

function policyContents(resources: Resources): Previous["policyContents"] {
    return Object.fromEntries(
        resources
            .filter(({ type }) => type === types.policy)
            .map(({ outputs: { id, type, content } }) => [String(id), { type: String(type), content }]),
    );
}

function accountsOf(resources: Resources, units: Previous["units"]): Previous["accounts"] {
    const paths = new Map(Object.entries(units).map(([path, id]) => [id, path]));
    const outputs = new Map(resources.map((each) => [`${each.type} ${String(each.outputs["id"])}`, each.outputs]));
    const ids = idsByName(resources, types.account, /^account-(.+)-account$/u);
    return Object.fromEntries(
        Object.entries(ids)
            .filter(([key]) => key !== "management")
            .map(([key, id]) => {
                const { name, email, parentId } = outputs.get(`${types.account} ${id}`)!;
                const parent = String(parentId);
                const unit = parent.startsWith("r-") ? "root" : (paths.get(parent) ?? null);
                return [key, { id, name: String(name), email: String(email), unit, state: "active" }];
            }),
    );
}
