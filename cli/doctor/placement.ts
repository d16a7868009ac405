import type { DoctorContext } from "./context";
import { root, units } from "./organization-facts";
import { bounded } from "../../aws/bounded";

/** Account id → id of its unit or of the root: one question a unit, not one an account. */
export async function accountsByParent(scene: DoctorContext): Promise<ReadonlyMap<string, string>> {
    const { Id: rootId = "" } = await root(scene);
    const parents = [rootId, ...(await units(scene)).all.map(({ id }) => id)];
    return scene.once("placement", async () => {
        const { paginateListAccountsForParent } = await import("@aws-sdk/client-organizations");
        const { collect } = await import("../../aws/snapshot");
        const client = await scene.organizations();
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
