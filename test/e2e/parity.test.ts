/**
 * The sandbox's provider is older than the npm package: whatever the program gives a resource must be known to both, under
 * the same token and property names. The npm side is held by the compiler; this holds the provider's.
 */
import * as aws from "@pulumi/aws";
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";
import { ownApi } from "../../components/organization/delegated-administrator";
import { buildManagement } from "../../layers/management/build";
import { ownStack } from "../../layers/shared/own-stack";
import { cacheRoot } from "../../sandbox/locations";
import { installTools } from "../../sandbox/tools";
import { living, managementConfig } from "../support/company";
import { record, type Recorded } from "../support/recording";

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

/** Every way of delegation: by the service's own API, and by Organizations'. */
const delegated = [...Object.keys(ownApi), "access-analyzer.amazonaws.com"];

/** A company that uses every key of the config, so that every resource of the layers is registered. */
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
    contacts: { security: { name: "Security", title: "Team", email: "security@acme.example", phone: "+1 555 0100" } },
    ci: { repository: "acme/organization", branch: "main", environment: "production" },
};

describe("what the program registers is known to the sandbox's provider", () => {
    let schema: Schema;
    let resources: readonly Recorded[];

    before(async function () {
        const { provider } = await installTools({ silent: true });
        if (!provider.startsWith(cacheRoot) || provider.includes("plugins-official")) {
            // The official plugin is made for the npm package: there is nothing to compare.
            this.skip();
        }
        schema = JSON.parse(fs.readFileSync(path.join(path.dirname(provider), "schema.json"), "utf8")) as Schema;
        const recording = await record(() =>
            buildManagement(managementConfig(everything), living(), ownStack({}, {}), new aws.Provider("management")),
        );
        resources = recording.resources.filter(({ type }) => type.startsWith("aws:"));
    });

    it("by token", () => {
        const unknown = [...new Set(resources.map(({ type }) => type))].filter(
            (type) => schema.resources[type] === undefined,
        );
        assert.deepEqual(unknown, []);
    });

    it("by property, nested ones too", () => {
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
                visit(value, schema.types[property.$ref.replace("#/types/", "")]?.properties ?? {}, at);
            } else if (property.items !== undefined) unknown.add(`${at} is a list there`);
        };
        for (const { type, inputs } of resources) visit(inputs, schema.resources[type]?.inputProperties ?? {}, type);
        assert.deepEqual([...unknown], []);
    });
});
