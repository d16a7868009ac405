import * as pulumi from "@pulumi/pulumi";

/** A resource that the program registered. */
export interface Recorded {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** URN of the provider, followed by `::` and its id. */
    readonly provider: string | undefined;
    /** Import id, if any. */
    readonly importId: string | undefined;
}

/** Options that the program gave a resource: mocks do not see them, a transformation does. */
export interface RecordedOptions {
    readonly type: string;
    readonly name: string;
    readonly opts: pulumi.CustomResourceOptions;
}

export interface Recording {
    readonly resources: Recorded[];
    readonly options: RecordedOptions[];
}

/**
 * Runs a program under mocks and returns the resources that it registered. This tests the program's own wiring, and not whether AWS accepts
 * it, which the end-to-end tests do.
 */
export async function record(program: () => unknown, options: { readonly preview?: boolean } = {}): Promise<Recording> {
    const recording: Recording = { resources: [], options: [] };
    await pulumi.runtime.setMocks(
        {
            newResource: (args) => {
                const { type, name, provider, id } = args;
                const inputs = args.inputs as Record<string, unknown>;
                recording.resources.push({
                    type,
                    name,
                    inputs,
                    provider,
                    importId: id || undefined,
                });
                return { id: id || `${name}-id`, state: { ...inputs, ...outputsOf(type, name) } };
            },
            call: () => ({}),
        },
        "aws-organization",
        "management",
        options.preview ?? false,
    );
    const seen: pulumi.ResourceTransformation = ({ type, name, opts }) => {
        recording.options.push({ type, name, opts });
        return undefined;
    };
    await pulumi.runtime.runInPulumiStack(async () => {
        pulumi.runtime.registerStackTransformation(seen);
        await Promise.resolve(program());
        return {};
    });
    await pulumi.runtime.disconnect();
    return recording;
}

function outputsOf(type: string, name: string): Record<string, unknown> {
    if (type === "aws:organizations/organization:Organization")
        return { roots: [{ id: "r-mock" }], arn: "arn:aws:organizations::111111111111:organization/o-mock" };
    // Created by another process: under mocks its children do not exist, and its outputs are set here.
    if (type === "awsx:cloudtrail:Trail")
        return { bucket: { bucket: `${name}-bucket` }, trail: { arn: `arn:aws:mock:::${name}` } };
    return { arn: `arn:aws:mock:::${name}` };
}
