import * as pulumi from "@pulumi/pulumi";

/** An account as the last successful run left it. */
export interface PreviousAccount {
    readonly id: string | null;
    readonly name: string;
    readonly email: string;
    readonly unit: string;
    readonly state: string;
}

/** What the last successful run of this stack said; empty before the first one. */
export interface Previous {
    readonly accounts: Readonly<Record<string, PreviousAccount>>;
    readonly admins: readonly string[];
    readonly breakGlass: readonly string[];
    readonly state: { readonly bucket: string; readonly keyAlias: string } | undefined;
    readonly hasCi: boolean;
    /** Services whose role in this account is the stack's. */
    readonly serviceLinkedRoles: readonly string[];
}

/** Before the first successful run. */
export const noPrevious: Previous = {
    accounts: {},
    admins: [],
    breakGlass: [],
    state: undefined,
    hasCi: false,
    serviceLinkedRoles: [],
};

/** Reads this stack's own outputs, as a StackReference would, without a resource in the state. */
export async function readPrevious(): Promise<Previous> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { outputs } = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name })) as {
        readonly outputs?: Partial<Previous> & { readonly ci?: unknown };
    };
    const hasCi = outputs?.ci !== undefined && outputs.ci !== null;
    return { ...noPrevious, ...outputs, hasCi };
}
