import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as sdk from "@pulumi/policy";
import type { PolicyResourceOptions, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Facts } from "../../../policy-pack/core/facts";
import type { Rule } from "../../../policy-pack/core/rule";
import { keepSecrets } from "../../../policy-pack/core/secrets";
import { toPolicy } from "../../../policy-pack/core/to-policy";

keepSecrets();

/** The engine's mark for a text that is not known yet (pulumi-policy's proxy.ts). */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as the engine sends it (pulumi sdk/nodejs/runtime/rpc.ts). */
export function secret(value: unknown): unknown {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

export interface Given {
    readonly type: string;
    readonly name?: string;
    /** Type of the component that it belongs to. */
    readonly parent?: string;
    readonly props?: Readonly<Record<string, unknown>>;
    readonly opts?: Partial<PolicyResourceOptions>;
    readonly provider?: Readonly<Record<string, unknown>>;
    /** For stack rules: names of the resources that a property comes from, by property. */
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

export interface Verdict {
    readonly violations: readonly string[];
    /** The error that the SDK turns into an advisory if something is not known yet. */
    readonly notKnown: string | undefined;
}

const noFacts: Facts = {
    isPreview: true,
    ownedDomains: [],
    people: [],
    accounts: [],
    existingEmails: [],
    services: [],
    accessRole: "OrganizationAccountAccessRole",
    waysIn: { enteredBy: ["OrganizationAccountAccessRole"] },
    place: {},
    suspending: [],
};

interface Context {
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly facts?: Partial<Facts>;
}

/** Judges resources one after another, in one start of the pack, through the SDK's own wrappers, as the engine would. */
export async function judge(
    rule: Rule,
    resources: readonly Given[],
    { settings = {}, facts = {} }: Context = {},
): Promise<Verdict> {
    const policy = toPolicy(rule, () => ({ ...noFacts, ...facts }));
    const violations: string[] = [];
    const report = (message: string): void => void violations.push(message);
    let notKnown: string | undefined;
    const attempt = async (run: () => void | Promise<void>): Promise<void> => {
        try {
            await run();
        } catch (error) {
            if ((error as Error).constructor.name !== "UnknownValueError") throw error;
            notKnown = (error as Error).message;
        }
    };
    const common = { getConfig: () => settings as never, stackTags: new Map<string, string>(), notApplicable: refuse };
    if ("validateStack" in policy) {
        const args = { ...common, resources: resources.map((each) => described(each, resources)) };
        await attempt(() => policy.validateStack(args as unknown as StackValidationArgs, report));
    } else {
        for (const each of resources) {
            const args = { ...common, ...described(each, resources) } as unknown as ResourceValidationArgs;
            const validate = policy.validateResource as sdk.ResourceValidation;
            await attempt(() => validate(args, report));
        }
    }
    return { violations, notKnown };
}

function described(given: Given, all: readonly Given[]): object {
    const { type, props = {}, opts = {}, provider, dependencies = {} } = given;
    const name = nameOf(given, all);
    const urnOf = (other: string): string => `urn:pulumi:test::test::${other}::${other}`;
    return {
        type,
        name,
        urn: given.parent === undefined ? urnOf(name) : `urn:pulumi:test::test::${given.parent}$${type}::${name}`,
        props: wrapped(props),
        opts: {
            protect: false,
            ignoreChanges: [],
            aliases: [],
            customTimeouts: {},
            additionalSecretOutputs: [],
            ...opts,
        },
        ...(provider === undefined ? {} : { provider: { type: "pulumi:providers:aws", props: wrapped(provider) } }),
        propertyDependencies: Object.fromEntries(
            Object.entries(dependencies).map(([key, names]) => [key, names.map((each) => ({ urn: urnOf(each) }))]),
        ),
    };
}

function nameOf(given: Given, all: readonly Given[]): string {
    return given.name ?? `resource-${all.indexOf(given) + 1}`;
}

/** Encodes the properties for the wire, and decodes them with the SDK. */
function wrapped(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module, which has no types
    const { deserializeProperties } = require("@pulumi/policy/deserialize") as {
        deserializeProperties: (struct: Struct, proxySecrets: boolean) => Record<string, unknown>;
    };
    const { unknownCheckingProxy } = sdk as unknown as { unknownCheckingProxy: <T>(properties: T) => T };
    return unknownCheckingProxy(deserializeProperties(Struct.fromJavaScript(props as never), false));
}

function refuse(): never {
    throw new Error("not applicable");
}
