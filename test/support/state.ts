import { nameOf } from "../../layers/shared/own-stack";

/** The resource of a state that has this Pulumi name. */
export function named<Resource extends { readonly urn: string }>(
    state: readonly Resource[],
    name: string,
): Resource | undefined {
    return state.find(({ urn }) => nameOf(urn) === name);
}
