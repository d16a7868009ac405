import {
    ListRootsCommand,
    OrganizationsClient,
    paginateListAccountsForParent,
    paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";
import { isatty } from "node:tty";
import picocolors from "picocolors";

interface Node {
    readonly label: string;
    readonly children: readonly Node[];
}

/** The organization as AWS reports it, drawn as a tree: units and accounts with ids, emails and states. */
export async function organizationTree(client: OrganizationsClient): Promise<string> {
    const { Roots: roots } = await client.send(new ListRootsCommand({}));
    const root = roots![0]!;
    // `isTTY` is undefined off a terminal, and picocolors then decides by the environment.
    const colours = picocolors.createColors(isatty(1) && process.env["NO_COLOR"] === undefined);
    const read = async (id: string, label: string): Promise<Node> => {
        const children: Node[] = [];
        for await (const page of paginateListAccountsForParent({ client }, { ParentId: id })) {
            for (const account of page.Accounts ?? []) {
                const state = account.State ?? account.Status ?? "";
                children.push({
                    label: `${colours.bold(account.Name)}  ${account.Id!}  ${colours.cyan(account.Email)}  ${colours.dim(state)}`,
                    children: [],
                });
            }
        }
        for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId: id })) {
            for (const unit of page.OrganizationalUnits ?? [])
                children.push(await read(unit.Id!, `${colours.yellow(unit.Name)}/  ${colours.dim(unit.Id)}`));
        }
        return { label, children };
    };
    return draw(await read(root.Id!, `Root  ${colours.dim(root.Id)}`)).join("\n");
}

function draw(node: Node): string[] {
    const lines = [node.label];
    node.children.forEach((child, index) => {
        const isLast = index === node.children.length - 1;
        const [first, ...rest] = draw(child);
        lines.push(`${isLast ? "└─ " : "├─ "}${first!}`, ...rest.map((line) => `${isLast ? "   " : "│  "}${line}`));
    });
    return lines;
}
