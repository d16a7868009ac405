import { Server } from "@grpc/grpc-js";
import type { Rule } from "./rule";

type Handler = (call: { readonly request: unknown }, callback: unknown) => void;

/** The pack's gRPC service, as the SDK implements it. */
export type Service = Readonly<Record<string, unknown>>;

/** The part of a call that says which resource it is about (pulumi proto/pulumi/analyzer.proto). */
interface Resource {
    getType(): string;
}

/** AnalyzeStackRequest. */
interface Resources {
    getResourcesList(): readonly Resource[];
    setResourcesList(resources: readonly Resource[]): void;
}

type Respond = (error: undefined, response: unknown) => void;

/**
 * Hides from the SDK the resources that no rule is about. The SDK decodes each resource again for each rule, which with
 * 20 rules costs more than the rules themselves. Must be called before the pack is created.
 */
export function listenForRelevantResources(rules: readonly Rule[]): void {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const addService = Server.prototype.addService;
    Server.prototype.addService = function (definition, implementation) {
        const { analyze } = definition as Readonly<Record<string, { readonly responseType?: new () => object }>>;
        const response = analyze?.responseType;
        const wrapped = response === undefined ? implementation : onlyRelevant(implementation, rules, new response());
        addService.call(this, definition, wrapped as typeof implementation);
    };
}

/**
 * The same service, which only sees resources that rules are about.
 *
 * @param nothing the response that reports nothing
 */
export function onlyRelevant(service: Service, rules: readonly Rule[], nothing: object): Service {
    const { analyze, analyzeStack, remediate } = service as Readonly<Record<string, Handler>>;
    if (analyze === undefined || analyzeStack === undefined || remediate === undefined) return service;
    const single = new Set(rules.flatMap((rule) => ("judgeStack" in rule ? [] : rule.types)));
    const together = new Set(rules.flatMap((rule) => ("judgeStack" in rule ? rule.types : [])));
    let none: unknown;
    return {
        ...service,
        analyze: (call: { readonly request: Resource }, callback: Respond) => {
            if (single.has(call.request.getType())) analyze(call, callback);
            else callback(undefined, nothing);
        },
        analyzeStack: (call: { readonly request: Resources }, callback: Respond) => {
            const { request } = call;
            request.setResourcesList(request.getResourcesList().filter((each) => together.has(each.getType())));
            analyzeStack(call, callback);
        },
        // No rule changes a resource, so the first response serves for all.
        remediate: (call: { readonly request: Resource }, callback: Respond) => {
            if (none === undefined)
                remediate(call, (error: undefined, response: unknown) => {
                    none = response;
                    callback(error, response);
                });
            else callback(undefined, none);
        },
    };
}
