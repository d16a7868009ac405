import { statementsOf, type Statement } from "./trust";
import type { Subject } from "./subject";

/** The statements of a role's trust policy. */
export function trustOf(role: Subject): readonly Statement[] {
    return statementsOf(role.document(trustPath(role)));
}

/** The property with the trust policy: the native provider uses the API's name. */
function trustPath({ type }: Subject): string {
    return type.startsWith("aws-native:") ? "assumeRolePolicyDocument" : "assumeRolePolicy";
}

/** A part of the trust policy, as a message may show it. */
export function showTrusted(role: Subject, part: string): string {
    return role.show(trustPath(role), part);
}

/** The statement's title, as a message may show it. */
export function showTitle(role: Subject, { title }: Statement): string {
    return role.isSecret(trustPath(role)) ? "a statement" : title;
}
