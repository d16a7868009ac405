import type { Caller } from "../../../aws/caller";
import { judgeAccount, judgeCaller, judgeExpiry, judgeStackProfile } from "../../../cli/doctor/checks/credentials";
import { assertFindings } from "../../support/findings";

const user: Caller = {
    accountId: "999999999999",
    arn: "arn:aws:iam::999999999999:user/old",
    kind: "user",
    name: "old",
    source: "AWS_ACCESS_KEY_ID of the environment, which wins over AWS_PROFILE=ac-root-oaar",
};

describe("org doctor: credentials", () => {
    const facts = {
        caller: user,
        source: user.source,
        environment: { keys: true, profile: "ac-root-oaar" },
        short: "ac",
    };

    it("whose they are, and which won", () => {
        assertFindings(judgeCaller(facts), [
            "ok",
            /user old of account 999999999999, by AWS_ACCESS_KEY_ID .* wins over AWS_PROFILE/u,
        ]);
    });

    it("the root user's are refused", () => {
        const root: Caller = { ...user, kind: "root user", name: "root", arn: "arn:aws:iam::999999999999:root" };
        assertFindings(judgeCaller({ ...facts, caller: root }), [
            "fault",
            /root user's credentials/u,
            /mgmt-org-admin.*delete the root user's access keys/u,
        ]);
    });

    it("those that do not work: why, and what to unset when keys hide a profile", () => {
        const why = { message: "AWS returned InvalidClientTokenId: no", cure: "unset them" };
        const none = { ...facts, caller: undefined, why };
        assertFindings(judgeCaller(none), [
            "fault",
            /InvalidClientTokenId/u,
            /unset AWS_ACCESS_KEY_ID .*AWS_PROFILE=ac-root-oaar counts/u,
        ]);
        assertFindings(judgeCaller({ ...none, environment: { keys: false, profile: undefined } }), [
            "fault",
            /no/u,
            /unset them/u,
        ]);
    });

    it("account found and expected, which credentials won and why, what to unset", () => {
        const account = { caller: user, expected: "111111111111", short: "ac", environment: facts.environment };
        assertFindings(judgeAccount(account), [
            "fault",
            /account 999999999999 .*wins over AWS_PROFILE=ac-root-oaar; the management account is 111111111111/u,
            /^unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN, so that AWS_PROFILE=ac-root-oaar counts$/u,
        ]);
        assertFindings(judgeAccount({ ...account, environment: { keys: true, profile: undefined } }), [
            "fault",
            /999999999999/u,
            /unset .* export AWS_PROFILE=ac-bootstrap or ac-root-oaar/u,
        ]);
        assertFindings(judgeAccount({ ...account, environment: { keys: false, profile: "x" } }), [
            "fault",
            /9/u,
            /^export AWS_PROFILE=/u,
        ]);
        assertFindings(judgeAccount({ ...account, expected: "999999999999" }), ["ok", /999999999999/u]);
    });

    it("a profile that a stack file names and this machine lacks is named as such", () => {
        const named = { "Pulumi.management.yaml": "ac-root-oaar" };
        const source = "AWS_ACCESS_KEY_ID of the environment";
        assertFindings(judgeStackProfile({ named, known: [], source }), [
            "fault",
            /Pulumi\.management\.yaml names the profile ac-root-oaar, which the AWS config of this machine does not have/u,
            /take aws:profile out/u,
        ]);
        assertFindings(judgeStackProfile({ named, known: ["ac-root-oaar"], source }), ["warning", /does not read/u]);
        assertFindings(judgeStackProfile({ named: {}, known: [], source }), ["ok", /no stack file/u]);
    });

    it("a session that ends within a quarter of an hour is a warning", () => {
        const now = new Date("2026-11-25T12:00:00Z");
        const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
        assertFindings(judgeExpiry({ now, isSession: false, expires: undefined }), ["ok", /do not expire/u]);
        assertFindings(judgeExpiry({ now, isSession: true, expires: undefined }), ["skipped", /does not say/u]);
        assertFindings(judgeExpiry({ now, isSession: true, expires: at(15) }), ["ok", /15 min/u]);
        assertFindings(judgeExpiry({ now, isSession: true, expires: at(605) }), ["ok", /10 h 5 min/u]);
        assertFindings(judgeExpiry({ now, isSession: true, expires: at(14) }), ["warning", /14 min/u, /org mfa/u]);
        assertFindings(judgeExpiry({ now, isSession: true, expires: at(-5) }), ["warning", /0 min/u]);
    });
});
