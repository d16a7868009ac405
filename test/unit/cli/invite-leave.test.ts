import { rejects } from "node:assert/strict";
import { invite } from "../../../cli/invite/invite";

describe("org invite --leave", () => {
    // Nothing is read before it is judged: there is no project in this folder.
    const left = (leave: string, more: object = {}): Promise<number> =>
        invite({ dir: "/nowhere", key: "billing-old", leave, ...more });

    it("is refused where it is no organization's id", async () => {
        for (const id of ["xx", "o-short", "111111111111"])
            await rejects(left(id, { owner: true }), {
                exitCode: 2,
                message: `--leave ${id} is no id of an organization`,
            });
    });

    it("is refused without the account's own credentials, with which alone it would do something", async () => {
        await rejects(left("o-exampleorgid"), { exitCode: 2, message: /^--leave is what the account itself does/u });
    });

    it("is accepted with them", async () => {
        for (const more of [{ owner: true }, { profile: "legacy" }])
            await rejects(left("o-exampleorgid", more), { message: /nowhere|Pulumi\.yaml/u });
    });
});
