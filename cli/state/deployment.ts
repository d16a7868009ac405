/** A stack's state, as `pulumi stack export` prints it, with its secrets encrypted. */
export interface Deployment {
    readonly resources: readonly DeployedResource[];
    /** The stack's outputs, secrets encrypted. */
    readonly outputs: Readonly<Record<string, unknown>>;
    readonly secretsProvider: SecretsProvider | undefined;
    /** Operations that a killed engine had begun. Whether AWS finished them is unknown. `stack import` drops them. */
    readonly pending: readonly PendingOperation[];
    /** Number of secrets in it. */
    readonly secrets: number;
    /** The whole text, for the standard input of `pulumi stack import`. It is never written to a file. */
    readonly text: string;
}

/** A resource in a state. */
export interface DeployedResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    /** Why its creation or update failed after AWS had made it. */
    readonly initErrors?: readonly string[];
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** An operation whose end a killed engine did not record. */
export interface PendingOperation {
    readonly urn: string;
    /** `creating`, `updating`, `deleting`, `reading`, `importing`. */
    readonly type: string;
}

/** What encrypts the secrets of a state. */
export interface SecretsProvider {
    /** `passphrase`, `cloud` (a key), `service` (Pulumi Cloud). */
    readonly type: string;
    readonly state?: { readonly url?: string; readonly encryptedkey?: string };
}

/** Marks a secret in a state (resource.SigKey and resource.SecretSig in Pulumi's source). */
const signature = { key: "4dabf18193072939515e22adb298388d", secret: "1b47061264138c4ac30d75fd1eb44270" };

/** Parses the output of `pulumi stack export`. */
export function readDeployment(text: string): Deployment {
    const { deployment } = JSON.parse(text) as {
        readonly deployment: {
            readonly resources?: readonly DeployedResource[] | null;
            readonly pending_operations?: readonly {
                readonly type: string;
                readonly resource: { readonly urn: string };
            }[];
            readonly secrets_providers?: SecretsProvider;
        } | null;
    };
    const operations = deployment?.pending_operations ?? [];
    return {
        resources: deployment?.resources ?? [],
        outputs: deployment?.resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
        secretsProvider: deployment?.secrets_providers,
        pending: operations.map(({ type, resource }) => ({ urn: resource.urn, type })),
        secrets: text.split(signature.secret).length - 1,
        text,
    };
}

/** Whether two states are equal, however their secrets are encrypted. */
export function isSame(one: Deployment, other: Deployment): boolean {
    return withoutCiphers(one) === withoutCiphers(other);
}

function withoutCiphers({ text }: Deployment): string {
    const { deployment } = JSON.parse(text) as { readonly deployment: Readonly<Record<string, unknown>> | null };
    // A stack whose creation was cut off has no deployment; after an import it has one with empty metadata.
    const said = Object.entries(deployment ?? {}).filter(([, value]) => JSON.stringify(value) !== "{}");
    // The manifest has time and version of the write, and the secrets provider is what a move changes: neither is compared.
    return JSON.stringify(
        {
            ...Object.fromEntries(said),
            manifest: undefined,
            secrets_providers: undefined,
            // Dropped by `stack import`.
            pending_operations: undefined,
            resources: deployment?.["resources"] ?? [],
        },
        (_, value: unknown) => (isSecret(value) ? "[secret]" : value),
    );
}

function isSecret(value: unknown): boolean {
    return (
        typeof value === "object" &&
        value !== null &&
        (value as Record<string, unknown>)[signature.key] === signature.secret
    );
}

/** Resources that only one of the two states has, for a person to read: `- <urn> <id>` for the first, `+ …` for the second. */
export function differences(one: Deployment, other: Deployment): readonly string[] {
    const [before, after] = [one, other].map(({ resources }) => resources.map(({ urn, id }) => `${urn} ${id ?? ""}`));
    return [
        ...before!.filter((each) => !after!.includes(each)).map((each) => `- ${each}`),
        ...after!.filter((each) => !before!.includes(each)).map((each) => `+ ${each}`),
    ];
}
