import type { PolicyResource } from "@pulumi/policy";
import { Subject } from "./subject";

/** A resource together with the others of its stack. */
export class StackSubject extends Subject {
    private readonly dependencies: Readonly<Record<string, readonly string[]>>;

    public constructor(
        resource: Pick<PolicyResource, "type" | "name" | "urn" | "props" | "opts" | "provider"> & {
            readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
        },
    ) {
        super(resource);
        this.dependencies = Object.fromEntries(
            Object.entries(resource.propertyDependencies).map(([key, targets]) => [key, targets.map(({ urn }) => urn)]),
        );
    }

    /** Whether the property refers to the other resource, by its value or by an output that may not be known yet. */
    public refersTo(property: string, other: StackSubject, ...names: readonly string[]): boolean {
        if ((this.dependencies[property] ?? []).includes(other.urn)) return true;
        const value = this.peek(property);
        return typeof value === "string" && names.some((name) => value === other.peek(name));
    }
}
