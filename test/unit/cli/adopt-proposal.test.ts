/** What `org adopt` writes of a living organization, and what it names and leaves alone. */
import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { LivingOrganization } from "../../../aws/living/living-organization";
import { accountKeys } from "../../../cli/adopt/keys";
import { fitted } from "../../../cli/adopt/fit";
import { proposalOf, type Proposal } from "../../../cli/adopt/proposal";
import { newFile } from "../../../cli/adopt/new-files";
import { readStackFile, type RawConfig } from "../../../config";
import { formatFaults, valueAt } from "../../../config/faults";
import { livingFacts, member, policy, root } from "../../support/living-facts";

const said = { scope: "organization", company: { name: "acme", short: "ac" }, email: "aws@acme.example" };

function adopted(living: LivingOrganization, own: RawConfig = {}, security: RawConfig = {}): Proposal {
    const before = { management: { ...said, ...own }, security };
    const judged = fitted(proposalOf(living, before), living, {
        project: "aws-organization",
        baseDir: "/nowhere",
        region: "us-east-1",
        before: { management: own, security },
    });
    ok(judged.ok, judged.ok ? "" : formatFaults(judged.faults));
    return judged.proposal;
}

const at = ({ management }: Proposal, ...path: readonly (string | number)[]): unknown => valueAt(management, path);
const leftOf = ({ left }: Proposal): readonly string[] => left.map(({ what, why }) => `${what}: ${why}`);

describe("keys of adopted accounts", () => {
    const keysOf = (...accounts: Parameters<typeof accountKeys>[0]): readonly string[] => {
        const keys = accountKeys(accounts, "acme", new Map());
        return accounts.map(({ id }) => keys.get(id)!);
    };
    const account = (id: string, name: string, state = "ACTIVE") => ({ id, name, state });

    for (const [name, key] of [
        ["acme-apps-prd", "apps-prd"],
        ["Acme [prod]", "prod"],
        ["O'Brien sandbox", "o-brien-sandbox"],
        ["R&D/Ops", "r-d-ops"],
        ["Größe", "gro-e"],
        ["2024", "account-2024"],
        ["management", "account-management"],
        ["Root", "account-root"],
        ["acme-", "acme"],
        ["***", "account-0002"],
        ["a".repeat(60), "a".repeat(50)],
    ] as const)
        it(`${name} is ${key}`, () => {
            deepStrictEqual(keysOf(account("000000000002", name)), [key]);
        });

    it("twins differ by their ids, and the active one keeps the name", () => {
        deepStrictEqual(
            keysOf(
                account("222222220001", "Playground", "CLOSED"),
                account("222222220002", "playground"),
                account("222222220003", "PLAYGROUND"),
            ),
            ["playground-0001", "playground", "playground-0003"],
        );
    });

    it("an account keeps the key that the file gives it, and nobody else gets that", () => {
        const accounts = [account("222222220001", "Shop"), account("222222220002", "other")];
        const keys = accountKeys(accounts, "acme", new Map([["222222220002", "shop"]]));
        deepStrictEqual([...keys].sort(), [
            ["222222220001", "shop-0001"],
            ["222222220002", "shop"],
        ]);
    });
});

describe("org adopt proposes", () => {
    it("units of one name below two parents, and leaves a slash, a twin in letter case and what is in them where they are", () => {
        const living = livingFacts({
            unitNames: {
                "ou-1": ["workloads"],
                "ou-2": ["workloads", "prd"],
                "ou-3": ["legacy"],
                "ou-4": ["legacy", "prd"],
                "ou-5": ["R&D/Ops"],
                "ou-6": ["Legacy"],
                "ou-7": ["Legacy", "deep"],
                "ou-8": ["Root"],
            },
            members: [
                member("222222222222", "acme-a", { unit: "legacy/prd", parentId: "ou-4" }),
                member("222222222223", "acme-b", { unit: '"R&D/Ops"', parentId: "ou-5" }),
                member("222222222224", "acme-c", { unit: "Legacy/deep", parentId: "ou-7" }),
            ],
            policies: [policy("p-1", "fence", { targets: ["ou-4", "ou-5", "ou-7", root] })],
        });
        const proposal = adopted(living);
        deepStrictEqual(at(proposal, "units"), ["workloads/prd", "legacy/prd"]);
        deepStrictEqual(
            ["a", "b", "c"].map((key) => at(proposal, "accounts", key, "unit")),
            ["legacy/prd", undefined, undefined],
        );
        deepStrictEqual(at(proposal, "policies", "fence", "targets"), ["legacy/prd", "root"]);
        const left = leftOf(proposal).join("\n");
        for (const words of [/unit "R&D\/Ops" \(ou-5\)/u, /unit Root \(ou-8\)/u, /Legacy/u, /fence on unit ou-5/u])
            match(left, words);
    });

    it("accounts in every state, invited ones, and those of no state that the config knows", () => {
        const living = livingFacts({
            members: [
                member("222222222221", "acme-a", { state: "PENDING_ACTIVATION" }),
                member("222222222222", "acme-b", { state: "CLOSED" }),
                member("222222222223", "acme-c", { state: "PENDING_CLOSURE" }),
                member("222222222224", "acme-d", { state: "SUSPENDED" }),
                member("222222222225", "Old Shop", { joined: "INVITED" }),
                member("222222222226", "bobs", { email: "bobs.startup@gmail.com" }),
            ],
            policies: [policy("p-1", "fence", { targets: ["222222222222", "222222222226", "222222222221"] })],
        });
        const proposal = adopted(living);
        deepStrictEqual(
            ["a", "b", "c", "d", "old-shop"].map((key) => at(proposal, "accounts", key, "state")),
            [undefined, "closed", "closed", "closed", undefined],
        );
        strictEqual(at(proposal, "accounts", "old-shop", "joined"), "invited");
        strictEqual(at(proposal, "accounts", "bobs"), undefined);
        deepStrictEqual(at(proposal, "policies", "fence", "targets"), ["a"]);
        match(leftOf(proposal).join("\n"), /account bobs \(222222222226\): .*gmail\.com/u);
        match(
            leftOf(proposal).join("\n"),
            /stack and contacts of account a \(222222222221\): AWS says PENDING_ACTIVATION: sign in as its root user/u,
        );
    });

    it("the management account by its own name and email, wherever it is", () => {
        const living = livingFacts({ unitNames: { "ou-1": ["infra"] } });
        const own = member("111111111111", "Acme GmbH", {
            email: "root@acme.example",
            unit: "infra",
            parentId: "ou-1",
        });
        const proposal = adopted({ ...living, members: [own] });
        deepStrictEqual(at(proposal, "management"), {
            id: "111111111111",
            name: "Acme GmbH",
            email: "root@acme.example",
        });
    });

    it("hand-made policies of every type by name, one of two with a name, and none whose document it cannot read", () => {
        const tags = { tags: { CostCenter: { tag_key: { "@@assign": "CostCenter" } } } };
        const proposal = adopted(
            livingFacts({
                policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
                policies: [
                    policy("p-1", "Fence / 1", { description: "By hand", targets: [root] }),
                    policy("p-2", "twin"),
                    policy("p-3", "twin", { type: "TAG_POLICY", content: JSON.stringify(tags) }),
                    policy("p-4", "odd", { content: "not JSON" }),
                    policy("p-5", "off", { type: "BACKUP_POLICY", content: '{"plans":{}}' }),
                    policy("p-6", "loose", {
                        content: '{"Version":"2012-10-17","Statement":{"Effect":"deny","Action":"*","Resource":"*"}}',
                    }),
                ],
            }),
        );
        deepStrictEqual(Object.keys(at(proposal, "policies") as object), ["Fence / 1", "twin"]);
        strictEqual(at(proposal, "policies", "Fence / 1", "description"), "By hand");
        const left = leftOf(proposal).join("\n");
        for (const words of [/p-3, TAG_POLICY/u, /policy odd \(p-4\)/u, /policies\.off/u, /policies\.loose/u])
            match(left, words);
    });

    it("tags of all things but AWS's own and those without a value, which stay", () => {
        const living = livingFacts({
            unitNames: { "ou-1": ["infra"] },
            members: [member("222222222222", "acme-a")],
            tags: new Map([
                [root, { Owner: "x" }],
                ["ou-1", { Owner: "platform", "cost center": "12" }],
                ["222222222222", { "aws:createdBy": "AWS", empty: "", Owner: "a" }],
                ["111111111111", { Owner: "m" }],
            ]),
        });
        const proposal = adopted(living);
        deepStrictEqual(at(proposal, "units"), [{ path: "infra", tags: { Owner: "platform", "cost center": "12" } }]);
        deepStrictEqual(at(proposal, "accounts", "a", "tags"), { Owner: "a" });
        deepStrictEqual(at(proposal, "management", "tags"), { Owner: "m" });
        match(leftOf(proposal).join("\n"), /tags of the root .*\n.*account a: empty|account a: empty/u);
    });

    it("delegations that the services know themselves, of accounts in use", () => {
        const of = (service: string, id = "222222222222"): string => `${id}/${service}.amazonaws.com`;
        const living = livingFacts({
            services: ["config", "guardduty", "macie", "sso"].map((name) => `${name}.amazonaws.com`),
            members: [member("222222222222", "acme-a"), member("222222222223", "acme-b", { state: "CLOSED" })],
            delegations: new Set([of("config"), of("guardduty"), of("macie"), of("sso", "222222222223"), of("fms")]),
            ownWord: { missing: new Set([of("guardduty")]), unknown: new Set([of("macie")]) },
        });
        const proposal = adopted(living);
        deepStrictEqual(at(proposal, "delegatedAdministrators"), { a: ["config.amazonaws.com"] });
        strictEqual(leftOf(proposal).filter((line) => line.startsWith("delegation of")).length, 4);
    });

    it("central root access that is on as a whole, and names what is on in part", () => {
        const on = ["RootCredentialsManagement", "RootSessions"];
        const services = ["iam.amazonaws.com"];
        strictEqual(at(adopted(livingFacts({ rootFeatures: on, services })), "organization", "rootAccess"), true);
        const inPart = adopted(livingFacts({ rootFeatures: on.slice(0, 1), services }));
        strictEqual(at(inPart, "organization", "rootAccess"), false);
        match(leftOf(inPart).join("\n"), /RootCredentialsManagement/u);
        strictEqual(at(adopted(livingFacts()), "organization", "rootAccess"), false);
    });

    it("contacts that all accounts have in common, and names those that they have not", () => {
        const billing = { name: "Bills", title: "Finance", email: "bills@acme.example", phone: "+49 30 1" };
        const services = ["account.amazonaws.com"];
        const contacts = { common: { billing }, apart: { security: "acme-a has another one" } };
        const proposal = adopted(livingFacts({ services, contacts }));
        deepStrictEqual(at(proposal, "contacts"), { billing });
        match(leftOf(proposal).join("\n"), /security contact .*acme-a has another one/u);
        const personal = { ...contacts, common: { billing: { ...billing, email: "bob@gmail.com" } } };
        strictEqual(at(adopted(livingFacts({ services, contacts: personal })), "contacts", "billing"), undefined);
    });

    it("what somebody wrote as it is written, with the ids of the accounts that it means", () => {
        const living = livingFacts({
            unitNames: { "ou-1": ["infra"], "ou-2": ["apps"] },
            members: [
                member("222222222222", "acme-shop", { unit: "infra", parentId: "ou-1" }),
                member("222222222223", "acme-b", { unit: "apps", parentId: "ou-2", email: "B@acme.example" }),
            ],
            policies: [policy("p-1", "fence", { targets: [root] })],
        });
        const own = {
            ...said,
            units: ["infra"],
            accounts: { shop: { unit: "infra" }, old: { unit: "infra", email: "b@acme.example", id: "222222222223" } },
            organization: { policyTypes: ["SERVICE_CONTROL_POLICY"], services: ["ram.amazonaws.com"] },
        };
        const proposal = adopted(living, own);
        deepStrictEqual(at(proposal, "units"), ["infra", "apps"]);
        deepStrictEqual(at(proposal, "accounts", "shop"), {
            unit: "infra",
            id: "222222222222",
            email: "222222222222@acme.example",
        });
        deepStrictEqual(at(proposal, "accounts", "old"), {
            ...own.accounts.old,
            name: "acme-b",
        });
        deepStrictEqual(at(proposal, "organization", "services"), ["ram.amazonaws.com"]);
        deepStrictEqual(at(proposal, "organization", "id"), "o-exampleorgid");
    });

    it("groups and permission sets that are roles of the map, where the security account administers them", () => {
        const set = (name: string, pairs: readonly (readonly [string, string, string?])[]) => ({
            name,
            description: "",
            session: "PT1H30M",
            managedPolicies: [
                "arn:aws:iam::aws:policy/PowerUserAccess",
                "arn:aws:iam::aws:policy/job-function/Billing",
            ],
            hasCustomerPolicies: false,
            inline: undefined,
            boundary: undefined,
            assignments: pairs.map(([accountId, principalId, principalType = "GROUP"]) => ({
                accountId,
                principalId,
                principalType,
            })),
        });
        const [security, apps] = ["222222222222", "222222222223"];
        const living = livingFacts({
            services: ["sso.amazonaws.com"],
            members: [member(security, "acme-security"), member(apps, "acme-apps")],
            delegations: new Set([`${security}/sso.amazonaws.com`]),
            center: {
                groups: [
                    { id: "g-1", name: "AWS Developers", synced: false },
                    { id: "g-2", name: "Others", synced: true },
                ],
                sets: [
                    set("Developer", [
                        [apps, "g-1"],
                        [apps, "g-2"],
                    ]),
                    set("Uneven", [
                        [apps, "g-1"],
                        [security, "g-2"],
                    ]),
                    set("Persons", [[apps, "u-1", "USER"]]),
                    set("Nowhere", []),
                    set("Top", [["111111111111", "g-1"]]),
                ],
            },
        });
        const proposal = adopted(living);
        deepStrictEqual(at(proposal, "access"), {
            Developer: {
                accounts: ["apps"],
                policies: ["PowerUserAccess", "arn:aws:iam::aws:policy/job-function/Billing"],
                session: "5400s",
            },
        });
        deepStrictEqual(proposal.security, {
            groups: { "AWS Developers": { roles: ["Developer"] }, Others: { roles: ["Developer"] } },
        });
        deepStrictEqual(at(proposal, "identityCenter"), { synced: true });
        strictEqual(leftOf(proposal).filter((line) => line.startsWith("permission set")).length, 4);
        const undelegated = adopted({ ...living, delegations: new Set() });
        strictEqual(at(undelegated, "access"), undefined);
        match(leftOf(undelegated).join("\n"), /2 groups and 5 permission sets: .*once it administers/u);
    });

    it("nothing, with the faults of what somebody wrote", () => {
        const living = livingFacts();
        const own = { ...said, email: "bob@gmail.com", units: ["a//b"] };
        const judged = fitted(proposalOf(living, { management: own, security: {} }), living, {
            project: "aws-organization",
            baseDir: "/nowhere",
            region: "us-east-1",
            before: { management: own, security: {} },
        });
        ok(!judged.ok);
        for (const own of ["email", "units[0]"]) ok(judged.faults.some(({ path }) => path === own));
    });

    it("a file that gives the same config again, whatever reads it", () => {
        const ids = ["012345678901", "089000000001", "020222070707"];
        const living = livingFacts({ members: ids.map((id, index) => member(id, `on ${index}`)) });
        const { management } = adopted(living);
        const text = newFile("management", "us-east-1", management);
        deepStrictEqual(readStackFile(text, "aws-organization").raw, management);
        for (const id of ids) match(text, new RegExp(`id: "${id}"`, "u"));
    });
});
