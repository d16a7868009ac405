import type { DoctorContext } from "./context";
import { root, units } from "./organization-facts";
import { bounded } from "../../aws/bounded";

/** Id of the parent (a unit or the root) by account id. One call for each parent, not for each account. */
export async function accountsByParent(context: DoctorContext): Promise<ReadonlyMap<string, string>> {
    const { Id: rootId = "" } = await root(context);
    const parents = [rootId, ...(await units(context)).all.map(({ id }) => id)];
    return context.once("placement", async () => {
        const { paginateListAccountsForParent } = await import("@aws-sdk/client-organizations");
        const { collect } = await import("../../aws/snapshot");
        const client = await context.organizations();
        const found = await bounded(parents, 4, async (ParentId) => {
            const accounts = await collect(
                paginateListAccountsForParent({ client }, { ParentId }),
                (page) => page.Accounts,
            );
            return accounts.map(({ Id }) => [Id!, ParentId] as const);
        });
        return new Map(found.flat());
    });
}
