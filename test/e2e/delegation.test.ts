/** Delegated administrators come after their service's trusted access, and go before it. */
import { CreateServiceLinkedRoleCommand } from "@aws-sdk/client-iam";
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListDelegatedAdministratorsCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { clientsOf } from "../support/aws";
import { acme } from "../support/company";
import { TestProject } from "../support/project";

const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const base = { "aws:region": "us-east-1", ...acme };
const services = ["config.amazonaws.com", "securityhub.amazonaws.com", "access-analyzer.amazonaws.com"];
// The official plugin waits a minute for the state bucket's lifecycle by design, and these tests are not about it.
const quick = ["--stack", "management", "--exclude", "**state-lifecycle"];

describe("delegated administrators", () => {
    let project: TestProject;

    before(async () => {
        const config = { ...base, organization: { services }, delegatedAdministrators: { security: services } };
        project = await TestProject.open({ management: config }, account, "us-east-1", { faults: [] });
        // Somebody has used Access Analyzer in this account before.
        await clientsOf(project.sandbox).iam.send(
            new CreateServiceLinkedRoleCommand({ AWSServiceName: "access-analyzer.amazonaws.com" }),
        );
        await project.must("stack", "init", "management");
        await project.must("up", "--yes", "--skip-preview", ...quick);
    });
    after(() => project.close());

    const delegated = async (ServicePrincipal?: string): Promise<readonly string[]> => {
        const input = ServicePrincipal === undefined ? {} : { ServicePrincipal };
        const { organizations } = clientsOf(project.sandbox);
        const { DelegatedAdministrators: found } = await organizations.send(
            new ListDelegatedAdministratorsCommand(input),
        );
        return (found ?? []).map(({ Name }) => Name!);
    };
    const trusted = async (): Promise<readonly string[]> => {
        const { organizations } = clientsOf(project.sandbox);
        const answer = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
        return (answer.EnabledServicePrincipals ?? []).map(({ ServicePrincipal }) => ServicePrincipal!);
    };

    it("are there by Organizations' registration, or by the API of a service that has one", async () => {
        deepStrictEqual(await delegated("config.amazonaws.com"), ["acme-security"]);
        const types = (await project.state("management")).map(({ type }) => type);
        ok(types.includes("aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"));
        await project.must("preview", "--expect-no-changes", ...quick);
    });

    it("take in the role that a service has in the management account already, and leave it there", async () => {
        const role = (await project.state("management")).find(
            ({ type }) => type.includes("ServiceLinkedRole") && type.startsWith("aws:"),
        );
        strictEqual(role?.outputs?.["name"], "AWSServiceRoleForAccessAnalyzer");
        strictEqual(role.retainOnDelete, true);
    });

    it("are refused before any write without their service, and in the management account", async () => {
        const refused = { organization: { services: [] }, delegatedAdministrators: { management: [services[0]] } };
        project.writeStack("management", { ...base, ...refused });
        const { exitCode, text } = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        notStrictEqual(exitCode, 0);
        match(text, /not among the services that the organization trusts/);
        match(text, /management account/);
        ok((await trusted()).includes(services[0]!), "nothing was changed");
    });

    it("go with their service in one change: deregistered first, and the service at the next run, which is said", async () => {
        const [config, ...others] = services as [string, ...string[]];
        project.writeStack("management", {
            ...base,
            organization: { services: others, disable: [config] },
            delegatedAdministrators: { security: others },
        });
        const first = await project.pulumi("up", "--yes", "--skip-preview", ...quick);
        strictEqual(first.exitCode, 0, first.text);
        match(first.text, /config\.amazonaws\.com stays on while it has a delegated administrator/);
        deepStrictEqual(await delegated(config), []);
        ok((await trusted()).includes(config));
        await project.must("up", "--yes", "--skip-preview", ...quick);
        ok(!(await trusted()).includes(config));
        for (const other of others) ok((await trusted()).includes(other));
    });
});
