import { IAMClient } from "@aws-sdk/client-iam";
import { deepStrictEqual, doesNotMatch, match, ok } from "node:assert/strict";
import type { IamUser } from "../../../aws/iam-users";
import type { Belongings } from "../../../cli/bootstrap-user/belongings";
import { judgeUser, type Listed } from "../../../cli/people/judge";
import { stepsOf } from "../../../cli/people/leave";
import type { Leaver } from "../../../cli/people/leaver";
import { table } from "../../../cli/people/list";
import type { ConfigPerson } from "../../../cli/people/places";
import { afterwards } from "../../../cli/people/sessions";
import { managementConfig } from "../../support/company";

const now = new Date("2026-11-30T12:00:00Z");
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const grace: ConfigPerson = { name: "grace.hopper", map: "users", roles: ["DevOps"] };
const user = (more: Partial<IamUser> = {}): IamUser => ({
    name: "grace.hopper",
    made: ago(400),
    devices: ["arn:aws:iam::222222222222:mfa/grace"],
    keys: [],
    certificates: 0,
    sshKeys: 0,
    serviceCredentials: [],
    ...more,
});
const judged = (more: Partial<IamUser> = {}, person: ConfigPerson | undefined = grace): Listed =>
    judgeUser(user(more), { stack: "security" }, person, { now, days: 90 });

describe("org people", () => {
    it("finds nothing in a person with a device who used password and key of late", () => {
        const key = { isActive: true, made: ago(30), lastUsed: ago(1), service: "s3" };
        deepStrictEqual(judged({ password: { lastUsed: ago(3) }, keys: [key] }).findings, []);
    });

    it("names who has no device, what is unused and what is old, from the number of days on", () => {
        deepStrictEqual(judged({ devices: [], password: { changed: ago(89) } }).findings, ["has no MFA device"]);
        // Without anything to come in by nobody needs a device.
        deepStrictEqual(judged({ devices: [] }).findings, []);
        deepStrictEqual(judged({ password: { changed: ago(90) } }).findings, ["the password is unused for 90 days"]);
        deepStrictEqual(judged({ password: { changed: ago(300), lastUsed: ago(89) } }).findings, []);
        deepStrictEqual(judged({ password: { changed: ago(10), lastUsed: ago(200) } }).findings, []);
        deepStrictEqual(judged({ keys: [{ isActive: true, made: ago(200) }] }).findings, [
            "an access key is unused for 200 days",
            "an access key is 200 days old",
        ]);
        deepStrictEqual(judged({ keys: [{ isActive: false, made: ago(200) }] }).findings, [
            "an access key is inactive, and can go",
        ]);
    });

    it("says what to do with a user whom the config does not name", () => {
        const of = (name: string): string =>
            judgeUser(user({ name }), { stack: "management" }, undefined, { now, days: 90 }).findings[0]!;
        match(of("old.hand"), /not in Pulumi\.management\.yaml: \.\/org people leave old\.hand/u);
        match(of("mgmt-org-admin"), /bootstrap-user remove/u);
    });

    it("has a line for each user", () => {
        const keys = [
            { isActive: true, made: ago(100), lastUsed: ago(2), service: "s3" },
            { isActive: false, made: ago(5) },
        ];
        const text = table([
            judged({ password: { lastUsed: ago(3) }, keys, certificates: 2, sshKeys: 1 }),
            judgeUser(user({ name: "old.hand", devices: [] }), { stack: "management" }, undefined, { now, days: 90 }),
        ]);
        match(
            text,
            /\nsecurity +grace\.hopper {2}users +used 2026-11-27 {2}1 +100 d old, used 2026-11-28; inactive, 5 d old, never used {2}2 signing certificates, 1 SSH key\n/u,
        );
        match(text, /\nmanagement {2}old\.hand +no +- +- +- +-$/u);
    });
});

describe("who leaves", () => {
    const owned: Belongings = {
        accessKeys: [
            { id: "AKIA1", isActive: true, lastUsed: "2026-11-28 by s3" },
            { id: "AKIA2", isActive: false },
        ],
        hasPassword: true,
        mfaDevices: ["arn:aws:iam::222222222222:mfa/grace", "SERIAL"],
        idleDevices: [],
        signingCertificates: ["CERT"],
        sshKeys: ["SSH"],
        serviceCredentials: [{ id: "ACCA", service: "codecommit.amazonaws.com" }],
        groups: ["devops"],
        inlinePolicies: ["own"],
        attachedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    };
    const place = { stack: "security", accountId: "222222222222", iam: new IAMClient({}), people: [grace] } as const;
    /** A user whom no config names. */
    const stranger = (more: Partial<Leaver> = {}): Leaver => ({
        place,
        name: "grace.hopper",
        owned,
        isOfStack: true,
        hasStackPassword: false,
        ...more,
    });
    const leaver = (more: Partial<Leaver> = {}): Leaver => stranger({ person: grace, ...more });
    const titles = (of: Leaver): readonly string[] =>
        stepsOf(of).map(({ title, done }) => `${title.replace("security: ", "")}${done === true ? " (done)" : ""}`);
    const credentials = [
        "deactivate access key AKIA1 (last used: 2026-11-28 by s3)",
        "deactivate access key AKIA2 (last used: never) (done)",
        "delete the console password",
        "deactivate MFA device arn:aws:iam::222222222222:mfa/grace",
        "deactivate MFA device SERIAL",
        "delete virtual MFA device arn:aws:iam::222222222222:mfa/grace",
        "delete signing certificate CERT",
        "delete SSH public key SSH",
        "delete credential ACCA for codecommit.amazonaws.com",
    ];
    const denied =
        "deny all to grace.hopper by the inline policy org-leaver-denied, which binds the sessions of its keys too";
    const keys = ["delete access key AKIA1", "delete access key AKIA2"];

    it("loses what can be given back first; user, groups and policies are left to the stack that made them", () => {
        deepStrictEqual(titles(leaver()), [denied, ...credentials, ...keys]);
    });

    it("whom no stack has loses groups and policies too, and is deleted last, denied until then", () => {
        deepStrictEqual(titles(stranger({ isOfStack: false })), [
            denied,
            ...credentials,
            "take the user out of group devops",
            "delete inline policy own",
            "detach policy ReadOnlyAccess",
            ...keys,
            "delete inline policy org-leaver-denied",
            "delete user grace.hopper",
        ]);
    });

    it("continues: what is gone is no longer in the plan, and a user without rights and credentials is left to the stack", () => {
        const inlinePolicies = ["org-leaver-denied"];
        const bare = {
            ...owned,
            ...{ accessKeys: [], hasPassword: false, mfaDevices: [], signingCertificates: [], sshKeys: [] },
            ...{ serviceCredentials: [], inlinePolicies },
        };
        deepStrictEqual(titles(leaver({ owned: { ...bare, hasPassword: true } })), [
            `${denied} (done)`,
            "delete the console password",
        ]);
        deepStrictEqual(titles(leaver({ owned: bare })), []);
        const free = { ...bare, groups: [], attachedPolicies: [] };
        deepStrictEqual(titles(stranger({ isOfStack: false, owned: free })), [
            `${denied} (done)`,
            "delete inline policy org-leaver-denied",
            "delete user grace.hopper",
        ]);
    });

    it("says afterwards which line to take out, which stack to run, and how sessions of roles end", () => {
        const text = afterwards([leaver()], { config: managementConfig() }, now).join("\n");
        match(
            text,
            /take users(?:\.|\[")grace\.hopper(?:"\])? out of Pulumi\.security\.yaml[^]*pulumi up --stack security/u,
        );
        match(
            text,
            /aws iam put-role-policy --role-name DevOps [^\n]*"DateLessThan":\{"aws:TokenIssueTime":"2026-11-30T12:00:00\.000Z"\}/u,
        );
        const rest = afterwards([stranger()], { config: managementConfig() }, now).join("\n");
        match(rest, /which Pulumi\.security\.yaml does not have any more/u);
        doesNotMatch(rest, /put-role-policy/u);
        ok(afterwards([stranger({ isOfStack: false })], { config: managementConfig() }, now).length === 0);
    });
});
