import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Fault } from "../../../config/faults";
import { delegationLimits } from "../../../config/aws-facts/delegation-limits";
import { policyTypes } from "../../../config/aws-facts/policy-types";
import { knownRegions } from "../../../config/aws-facts/partitions";
import { regionalDelegations } from "../../../config/aws-facts/regional-delegations";
import { services } from "../../../config/aws-facts/services";
import { accountsIn, faultsOf, holds, pathsOf, valueOf, warningsOf, without } from "./base";

const contact = { name: "Security", title: "Security", email: "security@acme.example", phone: "+1 555 0100" };

describe("delegation", () => {
    it("a delegated service must be trusted, and the fault shows the line", () => {
        holds(
            faultsOf({ delegatedAdministrators: { security: ["config.amazonaws.com"] } }),
            "delegatedAdministrators.security[0]",
            "services: [config.amazonaws.com]",
        );
        const organization = { services: ["config.amazonaws.com", "securityhub.amazonaws.com"] };
        deepStrictEqual(
            valueOf({ organization, delegatedAdministrators: { security: organization.services } })
                .delegatedAdministrators,
            [
                { account: "security", service: "config.amazonaws.com", regions: [] },
                { account: "security", service: "securityhub.amazonaws.com", regions: [] },
            ],
        );
    });

    it("a service that keeps an administrator by region is delegated in each governed region that has it", () => {
        const all = Object.keys(services).filter((service) => services[service] !== "none");
        const config = valueOf({
            regions: ["eu-west-3", "us-east-1", "us-east-2", "mx-central-1"],
            organization: { services: all },
            delegatedAdministrators: { security: all },
        });
        const more = config.delegatedAdministrators
            .filter(({ regions }) => regions.length > 0)
            .map(({ service, regions }) => `${service.split(".")[0]!}: ${regions.join(" ")}`);
        deepStrictEqual(more.sort(), [
            "auditmanager: us-east-2",
            "detective: eu-west-3 us-east-2",
            "guardduty: eu-west-3 us-east-2 mx-central-1",
            "inspector2: eu-west-3 us-east-2 mx-central-1",
            "macie: eu-west-3 us-east-2",
            "securityhub: eu-west-3 us-east-2 mx-central-1",
        ]);
        for (const [service, { source, absent }] of Object.entries(regionalDelegations)) {
            ok(services[service] !== "organizations" && services[service] !== "none", service);
            ok(source.length > 10, service);
            for (const region of absent) ok(knownRegions.includes(region), region);
        }
    });

    it("the management account cannot be a delegated administrator", () => {
        holds(
            faultsOf({
                organization: { services: ["config.amazonaws.com"] },
                delegatedAdministrators: { management: ["config.amazonaws.com"] },
            }),
            "delegatedAdministrators.management",
            "management account",
        );
    });

    it("a service that the organization does not trust cannot be delegated", () => {
        holds(
            faultsOf({
                organization: { services: [] },
                delegatedAdministrators: { security: ["config.amazonaws.com"] },
            }),
            "delegatedAdministrators.security[0]",
            "not among the services that the organization trusts",
        );
    });

    // The limits are data, each with its page (config/aws-facts/delegation-limits).
    for (const [service, takes] of [
        ["access-analyzer", 1],
        ["account", 1],
        ["cloudtrail", 3],
        ["config", 3],
        ["guardduty", 1],
        ["health", 5],
        ["sso", 1],
        ["backup", undefined],
    ] as const) {
        it(`${service} takes ${takes ?? "any number of"} administrators, and one more is refused with the others named`, () => {
            const principal = `${service}.amazonaws.com`;
            const to = (count: number): readonly Fault[] => {
                const keys = Array.from({ length: count }, (_, index) => `unit-${index}`);
                return faultsOf({
                    organization: { services: [principal] },
                    accounts: accountsIn(keys),
                    delegatedAdministrators: Object.fromEntries(keys.map((key) => [key, [principal]])),
                });
            };
            deepStrictEqual(to(takes ?? 20), []);
            if (takes === undefined) return;
            const one = to(takes + 1);
            strictEqual(one.length, 1);
            holds(one, `delegatedAdministrators.unit-${takes}[0]`, "unit-0", String(takes === 1 ? "one" : takes));
        });
    }

    it("every number has a page, and is of a known service that can be delegated", () => {
        for (const [service, { accounts, source }] of Object.entries(delegationLimits)) {
            ok(services[service] !== undefined && services[service] !== "none", service);
            ok(accounts > 0 && source.length > 10, service);
        }
        for (const [service, kind] of Object.entries(services))
            if (kind !== "organizations" && kind !== "none") ok(delegationLimits[service] !== undefined, service);
    });

    it("unknown and closed accounts are faults", () => {
        const organization = { services: ["config.amazonaws.com"] };
        holds(
            faultsOf({ organization, delegatedAdministrators: { securty: ["config.amazonaws.com"] } }),
            "delegatedAdministrators.securty",
            "did you mean security?",
        );
        const accounts = { gone: { unit: "security", state: "closed" } };
        holds(
            faultsOf({ organization, accounts, delegatedAdministrators: { gone: ["config.amazonaws.com"] } }),
            "delegatedAdministrators.gone",
            "closed",
        );
    });
});

describe("organization", () => {
    it("an unknown service is a warning with the nearest, a word that is no principal a fault", () => {
        match(
            warningsOf({ organization: { services: ["cloudtrial.amazonaws.com"] } })[0]!.cure,
            /did you mean cloudtrail/,
        );
        deepStrictEqual(faultsOf({ organization: { services: ["cloudtrial.amazonaws.com"] } }), []);
        holds(
            faultsOf({ organization: { services: ["cloudtrail"] } }),
            "organization.services[0]",
            "cloudtrail.amazonaws.com",
        );
    });

    it("central root access brings the service that it needs, and is refused together with its disabling", () => {
        deepStrictEqual(valueOf({}).organization.services, ["iam.amazonaws.com"]);
        deepStrictEqual(valueOf({ organization: { rootAccess: false } }).organization.services, []);
        deepStrictEqual(pathsOf({ organization: { disable: ["iam.amazonaws.com"] } }), ["organization.disable[0]"]);
    });

    for (const [slip, cure] of [
        ["guarduty.amazonaws.com", /did you mean guardduty\.amazonaws\.com\?/u],
        ["ram.amazonaws.co", /did you mean ram\.amazonaws\.com\?/u],
        ["ram", /ram\.amazonaws\.com/u],
        ["TAG_POLICI", /did you mean TAG_POLICY\?/u],
        ["tag_policy", /did you mean TAG_POLICY\?/u],
        ["SERVICE_CONTROL", /did you mean SERVICE_CONTROL_POLICY\?/u],
        [
            "somethingelse.amazonaws.com",
            /disable-aws-service-access --service-principal somethingelse\.amazonaws\.com/u,
        ],
        ["Ram.Amazonaws.com", /did you mean ram\.amazonaws\.com\?/u],
    ] as const) {
        it(`${slip} in disable is a fault: it would switch off nothing`, () => {
            holds(faultsOf({ organization: { disable: [slip] } }), "organization.disable[0]", cure);
        });
    }

    it("all that AWS has may be switched off", () => {
        const all = [...Object.keys(services), ...Object.keys(policyTypes)].filter(
            (each) => each !== "iam.amazonaws.com",
        );
        deepStrictEqual(faultsOf({ organization: { policyTypes: [], disable: all } }), []);
    });

    it("nothing is switched on and off by the same config", () => {
        deepStrictEqual(
            pathsOf({
                organization: {
                    services: ["config.amazonaws.com"],
                    disable: ["config.amazonaws.com", "SERVICE_CONTROL_POLICY", "TAG_POLICI"],
                },
            }),
            ["organization.disable[0]", "organization.disable[1]", "organization.disable[2]"],
        );
    });

    it("a resource policy says who, and may leave the resource out", () => {
        const policy = {
            Version: "2012-10-17",
            Statement: [
                {
                    Sid: "Read it",
                    Effect: "Allow",
                    Principal: { AWS: "arn:aws:iam::222233334444:root" },
                    Action: "organizations:List*",
                },
            ],
        };
        deepStrictEqual(valueOf({ organization: { resourcePolicy: policy } }).organization.resourcePolicy, policy);
        const nobody = without(policy.Statement[0]!, "Principal");
        strictEqual(faultsOf({ organization: { resourcePolicy: { ...policy, Statement: [nobody] } } }).length, 1);
    });

    it("a contact's personal address is refused, and the service that contacts need is asked for", () => {
        const faults = faultsOf({ contacts: { security: { ...contact, email: "x@gmail.com" } } });
        strictEqual(faults.length, 2);
        holds(faults, "contacts.security.email", "personal");
        holds(faults, "contacts", "account.amazonaws.com");
        deepStrictEqual(
            faultsOf({ organization: { services: ["account.amazonaws.com"] }, contacts: { security: contact } }),
            [],
        );
        deepStrictEqual(faultsOf({ accounts: {}, contacts: { security: contact } }), []);
    });

    it("contacts follow AWS's lengths and signs", () => {
        const organization = { services: ["account.amazonaws.com"] };
        const wrong = { name: "x".repeat(65), title: "x".repeat(51), email: "a!b@acme.example", phone: "ext. 5" };
        strictEqual(faultsOf({ organization, contacts: { security: wrong } }).length, 4);
        deepStrictEqual(
            pathsOf({
                organization,
                contacts: {
                    primary: {
                        fullName: "Acme",
                        addressLine1: "1 Main Street",
                        city: "X",
                        postalCode: "1",
                        countryCode: "usa",
                        phone: "555",
                    },
                },
            }),
            ["contacts.primary.countryCode", "contacts.primary.phone"],
        );
    });

    it("a primary contact has all fields of AWS's, at its lengths, and a state where AWS asks for one", () => {
        const primary = {
            fullName: "Acme",
            addressLine1: "1 Main Street",
            addressLine2: "Floor 2",
            addressLine3: "Door 3",
            districtOrCounty: "Sangamon",
            city: "Springfield",
            stateOrRegion: "IL",
            postalCode: "01234",
            countryCode: "US",
            phone: "+1 555 0100",
            companyName: "Acme Ltd",
            websiteUrl: "https://acme.example",
        };
        const of = (changes: object) => ({
            organization: { services: ["account.amazonaws.com"] },
            contacts: { primary: { ...primary, ...changes } },
        });
        deepStrictEqual(valueOf(of({})).contacts.primary, primary);
        const { stateOrRegion: state, ...rest } = primary;
        ok(state);
        const without = { organization: { services: ["account.amazonaws.com"] }, contacts: { primary: rest } };
        deepStrictEqual(pathsOf(without), ["contacts.primary.stateOrRegion"]);
        deepStrictEqual(pathsOf({ ...without, contacts: { primary: { ...rest, countryCode: "FR" } } }), []);
        for (const [field, longest] of Object.entries({
            fullName: 50,
            companyName: 50,
            addressLine2: 60,
            websiteUrl: 256,
        }))
            deepStrictEqual(pathsOf(of({ [field]: "x".repeat(longest + 1) })), [`contacts.primary.${field}`]);
    });

    it("a region that nobody knows is a warning, a word that is none a fault", () => {
        strictEqual(warningsOf({ regions: ["pl-central-1"] }).length, 1);
        for (const regions of [undefined, ["eu-west-1"], ["eu-west-1", "pl-central-1"]])
            strictEqual(
                warningsOf(regions === undefined ? {} : { regions }, { region: "pl-central-1" }).length,
                1,
                String(regions),
            );
        deepStrictEqual(pathsOf({ regions: ["us-east-1", "Frankfurt"] }), ["regions[1]"]);
        deepStrictEqual(pathsOf({ regions: ["us-esat-1"] }), ["regions[0]"]);
        deepStrictEqual(pathsOf({ regions: [] }), ["regions"]);
        deepStrictEqual(valueOf({}, { region: "eu-west-1" }).regions, ["eu-west-1"]);
    });

    it("defaults are filled in from the company", () => {
        const { management, state } = valueOf({});
        deepStrictEqual(management, {
            id: "111111111111",
            name: "acme-management",
            nameGiven: false,
            alias: { name: "acme-management", given: false },
            email: "aws@acme.example",
            roleName: "OrganizationAccountAccessRole",
            tags: {},
        });
        deepStrictEqual(state, {
            bucket: "ac-management-pulumi-state",
            namespace: "global",
            alias: "alias/ac-pulumi-state",
            noncurrentDays: 90,
        });
        deepStrictEqual(valueOf({ ci: { repository: "acme/org" } }).ci, {
            repository: "acme/org",
            subjects: "names",
            branch: "main",
            environment: "production",
            previewEnvironment: "preview",
        });
    });

    it("an unknown limit gets the nearest", () => {
        holds(faultsOf({ limits: { unitDeph: 4 } }), "limits.unitDeph", "did you mean unitDepth?");
    });
});
