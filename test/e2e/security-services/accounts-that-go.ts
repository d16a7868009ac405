/** Accounts that are closed, and accounts that leave the organization, while the services are on. */
import { GuardDutyClient, ListDetectorsCommand, ListMembersCommand } from "@aws-sdk/client-guardduty";
import { Inspector2Client, paginateListMembers as paginateInspector } from "@aws-sdk/client-inspector2";
import { Macie2Client, paginateListMembers as paginateMacie } from "@aws-sdk/client-macie2";
import {
    CloseAccountCommand,
    DescribeAccountCommand,
    OrganizationsClient,
    RemoveAccountFromOrganizationCommand,
} from "@aws-sdk/client-organizations";
import { deepStrictEqual, ok } from "node:assert/strict";
import { collect } from "../../../aws/snapshot";
import { until } from "../../support/until";
import type { World } from "./world";

export function accountsThatGo(world: () => World, regions: readonly string[]): void {
    it("let accounts go that are closed by the config, and that leave the organization: nothing is stuck", async () => {
        const { project, managementAccount, management } = world();
        const [closed, left] = [await world().idOf("shared"), await world().idOf("apps-devstg")];
        const before = await membersOf(world(), regions);
        ok([closed, left].every((id) => before.every((each) => each.has(id))));
        const organizations = managementAccount.at(OrganizationsClient);
        await organizations.send(new CloseAccountCommand({ AccountId: closed }));
        await organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId: left }));
        // Waits as `./org accounts close` does: while an account is being closed, a refresh still finds it.
        await until(async () => {
            const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: closed }));
            return Account!.State === "CLOSED";
        });
        const { "apps-devstg": gone, ...accounts } = management.accounts;
        ok(gone);
        const shared = { ...accounts["shared"], state: "closed" };
        world().write({ ...management, accounts: { ...accounts, shared } });
        // The steps of docs/close-account.md. AWS no longer knows either account, and a refresh removes both from the state.
        await project.must("up", "--yes", "--skip-preview", "--refresh", "--stack", "management");
        await world().fleet("up", "--yes");
        // A member's stack has nothing of another account.
        await world().isAtRest("--first");
        const after = await membersOf(world(), regions);
        ok([closed, left].every((id) => after.every((each) => !each.has(id))));
        const security = await project.state("security");
        deepStrictEqual(
            security.map(({ urn }) => urn).filter((urn) => urn.includes(closed) || urn.includes(left)),
            [],
        );
    });
}

/** Ids of each service's members in each region. */
async function membersOf(world: World, regions: readonly string[]): Promise<readonly ReadonlySet<string>[]> {
    const { at } = await world.as(await world.idOf("security"));
    const all = regions.map(async (region) => {
        const guardDuty = at(GuardDutyClient, region);
        const [DetectorId] = (await guardDuty.send(new ListDetectorsCommand({}))).DetectorIds!;
        const { Members = [] } = await guardDuty.send(new ListMembersCommand({ DetectorId }));
        const inspector = paginateInspector({ client: at(Inspector2Client, region) }, { onlyAssociated: true });
        const macie = paginateMacie({ client: at(Macie2Client, region) }, { onlyAssociated: "true" });
        return [
            Members.map(({ AccountId }) => AccountId!),
            (await collect(inspector, (page) => page.members)).map(({ accountId }) => accountId!),
            (await collect(macie, (page) => page.members)).map(({ accountId }) => accountId!),
        ].map((ids) => new Set(ids));
    });
    return (await Promise.all(all)).flat();
}
