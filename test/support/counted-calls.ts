import type { Call } from "./aws-call";

/** Operations of the calls that repeat an earlier one of the list: same service, region, operation, path and body. */
export function madeBefore(calls: readonly Call[]): readonly string[] {
    const texts = calls.map(({ service, region, operation, path, body }) =>
        [service, region, operation, path, body].join(" "),
    );
    return calls.flatMap(({ operation }, index) => (texts.indexOf(texts[index]!) === index ? [] : [operation]));
}

/** Operations of the calls that contain an account's id, sorted. */
export function about(calls: readonly Call[], id: string): readonly string[] {
    return calls.flatMap(({ operation, path, body }) => (`${path} ${body}`.includes(id) ? [operation] : [])).sort();
}

/** The calls that this program makes itself, and not the engine's provider. */
export function ofProgram(calls: readonly Call[]): readonly Call[] {
    return calls.filter(({ agent }) => agent.startsWith("aws-sdk-js/"));
}
