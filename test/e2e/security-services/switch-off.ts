/** A service is switched off by the steps of docs/security-services.md: what stays at AWS. The page's commands are run. */
import { ListOrganizationAdminAccountsCommand, Macie2Client } from "@aws-sdk/client-macie2";
import {
    ListAWSServiceAccessForOrganizationCommand,
    ListDelegatedServicesForAccountCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { commandsOf } from "../../support/doc-commands";
import type { World } from "./world";

const page = "docs/security-services.md";
const off = ["config.amazonaws.com", "macie.amazonaws.com"];

export function switchOff(
    world: () => World,
    regions: readonly string[],
    isRecorded: (accountId: string, region: string) => Promise<boolean>,
): void {
    const both = (names: readonly (string | undefined)[]): readonly (string | undefined)[] =>
        names.filter((name) => off.includes(name!)).sort();

    it("are switched off by the page's steps: Organizations keeps the registration of all but AWS Config, and its trust, until the page's command", async () => {
        const { project, managementAccount, management } = world();
        const organizations = managementAccount.at(OrganizationsClient);
        const security = await world().idOf("security");
        const trusted = async (): Promise<readonly (string | undefined)[]> => {
            const answer = await organizations.send(new ListAWSServiceAccessForOrganizationCommand({}));
            return both((answer.EnabledServicePrincipals ?? []).map(({ ServicePrincipal }) => ServicePrincipal));
        };
        const registered = async (): Promise<readonly (string | undefined)[]> => {
            const asked = new ListDelegatedServicesForAccountCommand({ AccountId: security });
            const { DelegatedServices = [] } = await organizations.send(asked);
            return both(DelegatedServices.map(({ ServicePrincipal }) => ServicePrincipal));
        };
        const { config, macie, ...audit } = management.audit;
        ok(config && macie);
        project.writeStack("management", { ...management, audit, organization: { disable: off } });
        await world().fleet("up", "--yes");
        deepStrictEqual([await trusted(), await registered()], [off, ["macie.amazonaws.com"]]);
        for (const region of regions) {
            const asked = new ListOrganizationAdminAccountsCommand({});
            const { adminAccounts = [] } = await managementAccount.at(Macie2Client, region).send(asked);
            deepStrictEqual(adminAccounts, [], region);
        }
        const up = ["up", "--yes", "--skip-preview", "--stack", "management"];
        const text = await project.must(...up);
        const { command } = commandsOf(page).find(({ heading }) => heading === "Switch one off")!;
        const typed = command.replace("<id>", security);
        match(text, /macie\.amazonaws\.com stays on while it has a delegated administrator/u);
        ok(text.includes(typed), text);
        doesNotMatch(text, /disable-organization-admin-account|config\.amazonaws\.com stays on/u);
        deepStrictEqual([await trusted(), await registered()], [["macie.amazonaws.com"], ["macie.amazonaws.com"]]);
        const { exitCode, stderr } = await project.run("bash", ["-c", typed]);
        strictEqual(exitCode, 0, stderr);
        await project.must(...up);
        deepStrictEqual([await trusted(), await registered()], [[], []]);
        // Recording continues in the accounts, since nobody has stopped it there.
        for (const key of ["security", "data"]) ok(await isRecorded(await world().idOf(key), regions[1]!), key);
    });

    it("are switched on again by their lines: what went on is taken in", async () => {
        world().write(world().management);
        await world().fleet("up", "--yes");
        await world().isAtRest();
    });
}
