/**
 * The sandbox's provider is older than the npm package: everything that the program gives a resource must exist in both, under the same
 * token and property names. The compiler checks the npm package; this test checks the provider.
 */
import * as aws from "@pulumi/aws";
import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { AccountContacts } from "../../components/account/account-contacts";
import { recordedEvents } from "../../components/audit/event-selectors";
import { hardenTrail } from "../../components/audit/harden-trail";
import { PermissionSet } from "../../components/identity-center/permission-set";
import { PeopleGroup } from "../../components/identity/people-group";
import { ownApi } from "../../components/organization/delegated-administrator";
import { parseSecurity, type SecurityConfig } from "../../config";
import { buildManagement } from "../../layers/management/build";
import { buildAdminsOfIdentityCenter, buildRolesOfIdentityCenter } from "../../layers/management/identity-center";
import { memberTrust } from "../../layers/member/access-role";
import { buildMember } from "../../layers/member/build";
import { buildAudit } from "../../layers/security/audit";
import { buildIdentityCenter } from "../../layers/security/identity-center";
import { buildPeople } from "../../layers/security/people";
import { buildOrganizationConfig } from "../../layers/security/organization-config";
import { buildRecorders } from "../../layers/shared/recorders";
import type { OrganizationConfigArgs } from "../../components/security-services/organization-config";
import type { AccountRecordersArgs } from "../../components/security-services/recorders";
import { buildSecurityServices, type ServicesThere } from "../../layers/security/security-services";
import { optIn } from "../../layers/shared/opted-regions";
import { ownStack } from "../../layers/shared/own-stack";
import { asWritten } from "../../layers/shared/spelling";
import { StandInTrail } from "../../sandbox/awsx/trail";
import { projectRoot } from "../../sandbox/locations";
import { installTools } from "../../sandbox/tools";
import { snapshotWith, managementConfig } from "../support/company";
import { managementOutputs } from "../support/management-outputs";
import { ownFiles } from "../support/own-files";
import { testPgpKey } from "../support/pgp-key";
import { record, type Recorded } from "../support/recording";
import { skip } from "../support/skip";

interface Property {
    readonly $ref?: string;
    readonly items?: Property;
    readonly additionalProperties?: Property;
    readonly type?: string;
}

interface Schema {
    readonly resources: Readonly<Record<string, { readonly inputProperties?: Readonly<Record<string, Property>> }>>;
    readonly types: Readonly<Record<string, { readonly properties?: Readonly<Record<string, Property>> }>>;
}

/** Every way of delegation: by the service's own API, and by Organizations. */
const delegated = [...Object.keys(ownApi), "access-analyzer.amazonaws.com"];

const contact = { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555 0100" };
const primary = {
    fullName: "Acme",
    companyName: "Acme",
    addressLine1: "1 Main Street",
    addressLine2: "Floor 2",
    addressLine3: "Room 3",
    city: "Springfield",
    districtOrCounty: "Sangamon",
    stateOrRegion: "IL",
    postalCode: "12345",
    websiteUrl: "https://acme.example",
    countryCode: "US",
    phone: "+1 555 0100",
};
const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

/** A company that uses every key of the management config, so that every resource of the layers is registered. */
const everything = {
    organization: {
        id: "o-exampleorgid",
        policyTypes: ["SERVICE_CONTROL_POLICY", "TAG_POLICY"],
        services: [...delegated, "account.amazonaws.com"],
        resourcePolicy: {
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Principal: { AWS: "222222222222" }, Action: "organizations:List*", Resource: "*" },
            ],
        },
    },
    policies: { "deny-leaving-organization": { targets: ["root", "apps-prd"] } },
    delegatedAdministrators: { security: delegated },
    audit: {
        config: { frequency: "daily" },
        guardduty: { plans: ["S3_DATA_EVENTS", "RUNTIME_MONITORING"], agents: ["EC2_AGENT_MANAGEMENT"] },
        inspector: true,
        macie: true,
        securityHub: true,
    },
    budget: { monthly: 500, notify: ["finops@acme.example"], anomalies: { from: 50 } },
    contacts: {
        security: contact,
        billing: contact,
        operations: contact,
    },
    identity: ["users", "identity-center"],
    access: {
        DevOps: {
            accounts: ["management", "security", "apps-prd"],
            policies: ["PowerUserAccess"],
            inline: { Version: "2012-10-17", Statement: [statement] },
            boundary: "ReadOnlyAccess",
        },
        Scanner: {
            accounts: ["apps-prd"],
            policies: ["ReadOnlyAccess"],
            principals: ["222222222222"],
            externalId: "an-id",
        },
    },
    admins: { "ada.lovelace": { pgpKey: testPgpKey } },
    breakGlass: ["break-glass-1"],
    ci: { repository: "acme/organization", branch: "main", environment: "production" },
};

/** The security stack's config, with every key. */
function securityConfig(): SecurityConfig {
    const parsed = parseSecurity({
        users: { "grace.hopper": { groups: ["devops"], pgpKey: testPgpKey } },
        groups: { devops: { roles: ["DevOps"] } },
        audit: {
            trail: true,
            analyzer: true,
            alarms: { email: "security@acme.example" },
            accessLogs: true,
            objectLock: { mode: "compliance", days: 30 },
        },
    });
    ok(parsed.ok, JSON.stringify(parsed));
    return parsed.value;
}

/** The security services, if AWS has nothing of them yet. */
const servicesThere: ServicesThere = {
    plans: { "us-east-1": ["S3_DATA_EVENTS", "RUNTIME_MONITORING"] },
    inspector: {
        "us-east-1": { auto: ["EC2"], members: ["111111111111"], scans: { "333333333333": ["EC2"] } },
    },
    macie: { "us-east-1": { auto: true, members: { "111111111111": "aws@acme.example" } } },
    securityHub: {
        home: "us-east-1",
        regions: ["us-east-1", "us-east-2"],
        linking: { mode: "SPECIFIED_REGIONS", regions: ["us-east-2"] },
        policy: { name: "acme-all-accounts", description: "Standards of all accounts", standards: ["arn"] },
        kept: [],
        rootId: "r-1",
    },
};

/** AWS Config, if AWS has nothing of it yet. */
const aggregated: OrganizationConfigArgs = {
    partition: "aws",
    home: "us-east-1",
    organizationId: "o-exampleorgid",
    bucketName: "ac-security-config",
    retentionDays: 400,
    roleName: "ac-config-aggregator",
    aggregator: { name: "ac-organization" },
};
const recorders: AccountRecordersArgs = {
    partition: "aws",
    accountId: "333333333333",
    home: "us-east-1",
    bucketName: "ac-security-config",
    frequency: "daily",
    regions: { "us-east-1": {} },
};

/** Everything that the three layers register, and the resources of `awsx.cloudtrail.Trail` after hardening. */
async function registered(): Promise<readonly Recorded[]> {
    const config = managementConfig(everything);
    const security = securityConfig();
    const ci = {
        previewRoleArn: "arn:aws:iam::111111111111:role/preview",
        deployRoleArn: "arn:aws:iam::1:role/deploy",
    };
    const outputs = managementOutputs({ ci, audit: config.audit }, everything);
    const known = { groups: { devops: "g-1", admins: "g-2" }, users: {} };
    const center = { instanceArn: "arn:aws:sso:::instance/ssoins-1", identityStoreId: "d-1", known };
    const account = {
        key: "security",
        id: "333333333333",
        name: "acme-security",
        alias: null,
        email: "aws+security@acme.example",
        roleName: "OrganizationAccountAccessRole",
        formerly: [],
        optIn: ["af-south-1"],
    };
    const management = await record(() => {
        const provider = new aws.Provider("management");
        const opts = { providers: [provider] };
        // Separately, because the layer asks AWS for the fields that the config does not name.
        new AccountContacts("contacts-primary", { primary }, opts);
        buildAdminsOfIdentityCenter(config, center, "aws", opts);
        const groups = { rolesOfGroups: { devops: ["DevOps"] }, formerGroups: {} };
        buildRolesOfIdentityCenter(config, { ...center, ...groups }, opts);
        return buildManagement(config, snapshotWith(), ownStack({}, {}), provider, {
            accountAlias: { name: "acme-management", stays: false },
        });
    });
    const others = await record(() => {
        const provider = new aws.Provider("security");
        const opts = { providers: [provider] };
        const analyzers = { ownName: "ac-organization", names: { "us-east-1": "ac-organization" } };
        const found = { analyzers, keyOff: [], trailOff: [], logGroup: false };
        // Resources that are only registered with many roles, or with a company's own policy.
        const roleArns = Array.from({ length: 100 }, (_, index) => `arn:aws:iam::${111111111111 + index}:role/DevOps`);
        new PeopleGroup("group-large", { groupName: "large", accountId: account.id, partition: "aws", roleArns }, opts);
        const own = "arn:aws:iam::333333333333:policy/teams/own";
        const set = {
            setName: "Own",
            description: "Own",
            session: 3600,
            kept: [],
            managedPolicies: [own],
            boundary: own,
        };
        new PermissionSet("permission-set-own", { ...set, instanceArn: center.instanceArn }, opts);
        buildIdentityCenter(security, outputs, center, opts);
        buildMember(
            {
                management: outputs,
                account,
                own: ownStack({}, {}),
                opted: optIn(account.optIn, opts),
                accessRoleTrust: memberTrust(outputs, []),
            },
            provider,
        );
        buildPeople(security, outputs, account, asWritten, opts);
        buildAudit(security, outputs, account, found, opts);
        buildSecurityServices(outputs, servicesThere, opts);
        buildOrganizationConfig(aggregated, opts);
        buildRecorders(recorders, opts);
    });
    const trail = others.resources.find(({ type }) => type === "awsx:cloudtrail:Trail")!;
    const made = await record(
        () => new StandInTrail("trail", trail.inputs, { providers: { aws: new aws.Provider("security") } }),
    );
    const harden = hardenTrail({
        bucketPolicy: "{}",
        events: recordedEvents({ "AWS::S3::Object": "read" }, "aws", ["own"]),
        logs: { groupArn: "arn", roleArn: "arn" },
    });
    const hardened = await Promise.all(
        made.resources.map(async ({ type, name, inputs, ...rest }) => {
            const changed = await harden({ custom: true, type, name, props: { ...inputs }, opts: {} });
            return { ...rest, type, name, inputs: changed?.props ?? inputs };
        }),
    );
    return [...management.resources, ...others.resources, ...hardened].filter(({ type }) => type.startsWith("aws:"));
}

/** Tokens of the resources in the source code of components and layers. */
function written(): readonly string[] {
    const services = aws as unknown as Readonly<Record<string, Readonly<Record<string, { __pulumiType: string }>>>>;
    const files = ownFiles().filter((file) => /^(?:components|layers)\/.*\.ts$/u.test(file));
    const made = files.flatMap((file) => [
        ...fs.readFileSync(path.join(projectRoot, file), "utf8").matchAll(/new aws\.(\w+)\.(\w+)\(/gu),
    ]);
    return [...new Set(made.map(([, service, resource]) => services[service!]![resource!]!.__pulumiType))].sort();
}

/** The official plugin comes without its schema. It is built from the same version as the npm package, so there is nothing to compare. */
const noSchema = "the official plugin, which was downloaded, has no schema to compare with";

describe("what the program registers is known to the sandbox's provider", () => {
    let schema: Schema | undefined;
    let resources: readonly Recorded[];

    before(async () => {
        resources = await registered();
        const { provider } = await installTools({ silent: true });
        const file = path.join(path.dirname(provider), "schema.json");
        schema = provider.includes("plugins-official")
            ? undefined
            : (JSON.parse(fs.readFileSync(file, "utf8")) as Schema);
    });

    it("all of it: each resource that the source makes, in all layers", () => {
        const types = new Set(resources.map(({ type }) => type));
        const all = written();
        ok(all.length > 50, String(all.length));
        deepStrictEqual(
            all.filter((type) => !types.has(type)),
            [],
        );
    });

    it("by token", function () {
        if (schema === undefined) return skip(this, noSchema);
        const { resources: known } = schema;
        const unknown = [...new Set(resources.map(({ type }) => type))].filter((type) => known[type] === undefined);
        deepStrictEqual(unknown, []);
    });

    it("by property, nested ones too", function () {
        if (schema === undefined) return skip(this, noSchema);
        const { resources: known, types } = schema;
        const unknown = new Set<string>();
        const visit = (value: unknown, properties: Readonly<Record<string, Property>>, at: string): void => {
            for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
                const property = properties[name];
                if (property === undefined) unknown.add(`${at}.${name}`);
                else descend(inner, property, `${at}.${name}`);
            }
        };
        const descend = (value: unknown, property: Property, at: string): void => {
            if (Array.isArray(value)) {
                if (property.items === undefined) unknown.add(`${at} is no list there`);
                else for (const item of value) descend(item, property.items, at);
            } else if (property.$ref !== undefined && typeof value === "object" && value !== null) {
                visit(value, types[property.$ref.replace("#/types/", "")]?.properties ?? {}, at);
            } else if (property.items !== undefined) unknown.add(`${at} is a list there`);
        };
        for (const { type, inputs } of resources) visit(inputs, known[type]?.inputProperties ?? {}, type);
        deepStrictEqual([...unknown], []);
    });
});
