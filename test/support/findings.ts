import { deepStrictEqual, doesNotMatch, match, ok } from "node:assert/strict";
import type { Finding, Status } from "../../cli/doctor/line";

/** An expected finding: its status, and patterns of message and cure. */
export type Expected = readonly [status: Status, message: RegExp, cure?: RegExp];

/** Compares findings with the expected ones, one by one. Without an expected cure, any will do. */
export function assertFindings(findings: readonly Finding[], ...expected: readonly Expected[]): void {
    deepStrictEqual(
        findings.map(({ status }) => status),
        expected.map(([status]) => status),
        JSON.stringify(findings),
    );
    expected.forEach(([, message, cure], index) => {
        match(findings[index]!.message, message);
        if (cure !== undefined) match(findings[index]!.cure ?? "", cure);
    });
    for (const { status, cure, message } of findings) {
        if (status === "fault" || status === "warning") ok(cure, `no cure: ${message}`);
        doesNotMatch(message, /\n/u);
    }
}
