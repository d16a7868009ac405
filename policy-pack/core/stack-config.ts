import { Server } from "@grpc/grpc-js";

/** What the engine tells a pack about its run. */
export interface StackRun {
    readonly project?: string;
    /** True in `preview` and in the preview of `up`. */
    readonly dryRun: boolean;
    /** Text or JSON by full key (`project:key`). */
    readonly config: Readonly<Record<string, string>>;
}

/**
 * The fields of the engine's request that are read here (pulumi proto/pulumi/analyzer.proto,
 * AnalyzerStackConfigureRequest).
 */
interface ConfigureStackCall {
    readonly request: {
        getProject(): string;
        getDryRun(): boolean;
        getConfigMap(): { forEach(visit: (value: string, key: string) => void): void };
    };
}

/**
 * Returns what the engine passes in ConfigureStack, of which @pulumi/policy 1.21 keeps only the tags. Engines that
 * start packs without a language host pass it in environment variables instead. Must be called before the pack is
 * created.
 */
export function listenForStackRun(env: Readonly<Record<string, string | undefined>>): () => StackRun {
    let run = fromEnvironment(env);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const addService = Server.prototype.addService;
    Server.prototype.addService = function (service, implementation) {
        const original = implementation["configureStack"];
        if (typeof original !== "function") {
            addService.call(this, service, implementation);
            return;
        }
        const configureStack = (call: ConfigureStackCall, callback: unknown): void => {
            run = fromRequest(call);
            (original as (call: unknown, callback: unknown) => void)(call, callback);
        };
        addService.call(this, service, { ...implementation, configureStack });
    };
    return () => run;
}

function fromRequest({ request }: ConfigureStackCall): StackRun {
    const config: Record<string, string> = {};
    request.getConfigMap().forEach((value, key) => {
        config[key] = value;
    });
    return { project: request.getProject(), dryRun: request.getDryRun(), config };
}

function fromEnvironment(env: Readonly<Record<string, string | undefined>>): StackRun {
    const project = env["PULUMI_NODEJS_PROJECT"] ?? env["PULUMI_PROJECT"];
    return {
        ...(project === undefined ? {} : { project }),
        dryRun: env["PULUMI_DRY_RUN"] === "true",
        config: JSON.parse(env["PULUMI_CONFIG"] ?? "{}") as Record<string, string>,
    };
}
