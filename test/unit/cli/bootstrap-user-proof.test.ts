import { deepStrictEqual, doesNotThrow, throws } from "node:assert/strict";
import { identityOf, type Caller } from "../../../aws/caller";
import { refuseAccount, refuseWithoutProof, type Remaining } from "../../../cli/bootstrap-user/proof";
import { rootUserWarnings } from "../../../cli/bootstrap-user/remove";
import { CliError } from "../../../cli/common/ui";
import { adminTrust } from "../../../components/access/organization-access-role";
import { managementConfig } from "../../support/company";

const config = managementConfig({ admins: ["ada.lovelace", "alan.turing"] });
const account = config.management.id;

function caller(resource: string, accountId = account): Caller {
    const service = resource.startsWith("assumed-role") ? "sts" : "iam";
    const arn = `arn:aws:${service}::${accountId}:${resource}`;
    return { accountId, arn, ...identityOf(arn), source: "AWS_PROFILE=x" };
}

const bootstrap = caller("user/mgmt-org-admin");
const session = caller("assumed-role/OrganizationAccountAccessRole/ada.lovelace");
const names = config.admins.map(({ name }) => name);
const trust = adminTrust({ accountId: account, partition: "aws", admins: names, mfaAge: 3600 });
const ready: Remaining = {
    role: { trust, administers: true },
    admins: [
        { name: "ada.lovelace", devices: 1 },
        { name: "alan.turing", devices: 0 },
    ],
};
const noDevice: Remaining = { ...ready, admins: names.map((name) => ({ name, devices: 0 })) };
const again =
    'run it as an admin in a session of OrganizationAccountAccessRole: eval "$(./org mfa --profile ac-root-oaar)"';
const restore = "let the program set it right: pulumi up --stack management";

function refusal(act: () => void): readonly [string, string] {
    try {
        act();
    } catch (error) {
        if (error instanceof CliError) return [error.message, error.cure];
        throw error;
    }
    throw new Error("it was not refused");
}

const refused = (by: Caller, remaining: Remaining, of = config): readonly [string, string] =>
    refusal(() => {
        refuseWithoutProof(by, of, "mgmt-org-admin", remaining);
    });

describe("org bootstrap-user remove: whom it lets through", () => {
    it("a session of the admins' role that only an admin with MFA can have opened", () => {
        doesNotThrow(() => {
            refuseAccount(session, config);
            refuseWithoutProof(session, config, "mgmt-org-admin", ready);
        });
    });

    it("refuses another account's credentials", () => {
        deepStrictEqual(
            refusal(() => {
                refuseAccount(caller("user/mgmt-org-admin", "999999999999"), config);
            }),
            [
                "these credentials (AWS_PROFILE=x) are of account 999999999999; the management account is 111111111111",
                "choose the management account's: AWS_PROFILE=ac-root-oaar; or correct management.id",
            ],
        );
    });

    it("refuses the root user", () => {
        const [message, cure] = refusal(() => {
            refuseAccount(caller("root"), config);
        });
        deepStrictEqual(
            message,
            "these credentials (AWS_PROFILE=x) are the root user's, which proves nothing of the admins; root needs no keys",
        );
        deepStrictEqual(cure, `delete the root user's keys, and ${again}`);
    });

    it("refuses the bootstrap user, and says what the next step is", () => {
        const own =
            "these credentials (AWS_PROFILE=x) are mgmt-org-admin's own: they do not prove that anybody else gets in";
        deepStrictEqual(refused(bootstrap, ready), [own, again]);
        deepStrictEqual(refused(bootstrap, noDevice), [
            own,
            "let ada.lovelace or alan.turing sign in and add an MFA device first: docs/bootstrap-user.md",
        ]);
        deepStrictEqual(refused(bootstrap, { ...noDevice, role: undefined }), [
            own,
            "make OrganizationAccountAccessRole and the admins first: pulumi up --stack management",
        ]);
        deepStrictEqual(refused(caller("user/path/MGMT-org-admin"), ready)[0], own);
    });

    it("refuses an admin without MFA, with MFA but outside the role, and a stranger", () => {
        const ada = caller("user/ada.lovelace");
        // Without MFA an admin sees the own devices and nothing else.
        const dim: Remaining = {
            role: undefined,
            admins: [
                { name: "ada.lovelace", devices: 0 },
                { name: "alan.turing", devices: undefined },
            ],
        };
        deepStrictEqual(refused(ada, dim), [
            "ada.lovelace has no MFA device yet, and so cannot reach OrganizationAccountAccessRole",
            "let ada.lovelace sign in and add an MFA device first: docs/bootstrap-user.md",
        ]);
        deepStrictEqual(refused(ada, { ...dim, admins: [{ name: "ada.lovelace", devices: 1 }] }), [
            "these credentials (AWS_PROFILE=x) are ada.lovelace's own: they do not prove that OrganizationAccountAccessRole can be reached",
            again,
        ]);
        deepStrictEqual(refused(caller("user/eve"), ready), [
            "these credentials (AWS_PROFILE=x) are of user eve, who is not among the admins: ada.lovelace, alan.turing",
            again,
        ]);
    });

    it("refuses the session of another role, whatever its name is", () => {
        deepStrictEqual(refused(caller("assumed-role/ci-deploy/OrganizationAccountAccessRole"), ready), [
            "these credentials (AWS_PROFILE=x) are of role ci-deploy, not of OrganizationAccountAccessRole",
            again,
        ]);
    });

    it("refuses a session that somebody else can have opened, or without MFA", () => {
        const [Statement] = trust.Statement as unknown as readonly object[];
        const loose = { Statement: [{ ...Statement, Condition: {} }] };
        deepStrictEqual(refused(session, { ...ready, role: { trust: loose, administers: true } }), [
            "a session of OrganizationAccountAccessRole does not prove that an admin came in with MFA: its trust policy does not ask for MFA, lets in arn:aws:iam::111111111111:root",
            restore,
        ]);
    });

    it("refuses while the role cannot be seen, or does not administer the account", () => {
        deepStrictEqual(refused(session, { ...ready, role: undefined })[1], restore);
        deepStrictEqual(refused(session, { ...ready, role: { trust, administers: false } }), [
            "OrganizationAccountAccessRole lacks the policy AdministratorAccess: nobody could administer the account",
            restore,
        ]);
    });

    it("refuses while no admin has an MFA device, or none is nominated", () => {
        deepStrictEqual(refused(session, noDevice), [
            "no admin has an MFA device (ada.lovelace, alan.turing): without mgmt-org-admin nobody could get in",
            "let ada.lovelace or alan.turing sign in and add an MFA device first: docs/bootstrap-user.md",
        ]);
        const nobody = { ...config, admins: [] };
        throws(
            () => {
                refuseWithoutProof(session, nobody, "mgmt-org-admin", { ...ready, admins: [] });
            },
            { message: /nominates no admins/ },
        );
    });

    it("warns of a root user with keys or without MFA", () => {
        deepStrictEqual(rootUserWarnings({ AccountAccessKeysPresent: 0, AccountMFAEnabled: 1 }), []);
        deepStrictEqual(rootUserWarnings({}), []);
        deepStrictEqual(
            rootUserWarnings({ AccountAccessKeysPresent: 1, AccountMFAEnabled: 0 }).map((text) => text.split(":")[0]),
            ["the root user has access keys", "the root user has no MFA device"],
        );
    });
});
