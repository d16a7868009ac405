import type { AccessConfig } from "../../config";
import { Unknown } from "./answer";
import { compilePolicy, type CompiledPolicy } from "./statements";

/** Returns a managed policy's document by its ARN or, as a clause, why it is not known. */
export type FindDocument = (arn: string) => Readonly<Record<string, unknown>> | string;

/** The policies of a role of `access`, compiled. One whose document is not known makes the decision unknown. */
export function rolePolicies(
    { managedPolicies, inline }: Pick<AccessConfig, "managedPolicies" | "inline">,
    find: FindDocument,
): readonly CompiledPolicy[] {
    return [
        ...managedPolicies.map((arn) => managedPolicy(arn, find)),
        ...(inline === undefined
            ? []
            : [compilePolicy("inline", inline as unknown as Readonly<Record<string, unknown>>)]),
    ];
}

function managedPolicy(arn: string, find: FindDocument): CompiledPolicy {
    const name = arn.slice(arn.lastIndexOf("/") + 1);
    const document = find(arn);
    if (typeof document !== "string") return compilePolicy(name, document);
    const unknown = new Unknown(document);
    const statement = { index: 0, conditions: [], matches: () => unknown };
    return {
        name,
        statements: [
            { ...statement, effect: "Deny" },
            { ...statement, effect: "Allow" },
        ],
    };
}
