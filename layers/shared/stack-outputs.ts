import * as pulumi from "@pulumi/pulumi";

/**
 * Outputs of a stack of this project as its last successful run left them; empty before that, and of a stack that is not there. Read
 * as a StackReference would, which can tell nothing of a stack that is not there, and leaves no resource in the state.
 */
export async function readStackOutputs(stack: string): Promise<Readonly<Record<string, unknown>>> {
    try {
        const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: fullName(stack) })) as {
            readonly outputs?: Readonly<Record<string, unknown>>;
        };
        return answer.outputs ?? {};
    } catch (error) {
        if (/unknown stack/iu.test(String(error))) return {};
        throw error;
    }
}

/** `<organization>/<project>/<stack>`, as the engine knows a stack. */
export function fullName(stack: string): string {
    return `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
}
