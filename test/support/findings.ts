import { strict as assert } from "node:assert";
import type { Finding, Status } from "../../cli/doctor/line";

/** What a judge must find: status, words of the message, words of the cure. */
export type Expected = readonly [status: Status, message: RegExp, cure?: RegExp];

/** Compares findings with what is expected, one by one; a finding without an expected cure may have any. */
export function assertFindings(findings: readonly Finding[], ...expected: readonly Expected[]): void {
    assert.deepEqual(
        findings.map(({ status }) => status),
        expected.map(([status]) => status),
        JSON.stringify(findings),
    );
    expected.forEach(([, message, cure], index) => {
        assert.match(findings[index]!.message, message);
        if (cure !== undefined) assert.match(findings[index]!.cure ?? "", cure);
    });
    for (const { status, cure, message } of findings) {
        if (status === "fault" || status === "warning") assert.ok(cure, `no cure: ${message}`);
        assert.doesNotMatch(message, /\n/u);
    }
}
