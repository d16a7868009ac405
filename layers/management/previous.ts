import { noPrevious, type Previous } from "../../aws/preflight/previous";
import type { OwnStack } from "../shared/own-stack";

/** What the stack's state says of its last run. */
export function previousOf({ outputs, resources }: OwnStack): Previous {
    const delegations = resources
        .filter(({ type }) => type === "aws-organization:organization:DelegatedAdministrator")
        .map(({ outputs: of }) => `${String(of["accountId"])}/${String(of["service"])}`);
    const ids = resources.flatMap(({ outputs: { id } }) => (typeof id === "string" ? [id] : []));
    return { ...noPrevious, ...outputs, ids: new Set(ids), delegations: new Set(delegations) };
}
