import { deepStrictEqual, ok } from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { projectRoot } from "../../../sandbox/locations";

const folders = ["aws", "cli", "components", "config", "engine", "layers", "policies", "policy-pack", "sandbox"];

/** The files of the product that each file imports, including types and inline imports. */
function importsOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const known = new Set(files);
    return new Map(
        files.map((file) => {
            const { importedFiles } = ts.preProcessFile(readFileSync(path.join(projectRoot, file), "utf8"), true, true);
            const found = importedFiles
                .filter(({ fileName }) => fileName.startsWith("."))
                .map(({ fileName }) => path.join(path.dirname(file), fileName))
                .flatMap(
                    (target) => [`${target}.ts`, path.join(target, "index.ts")].find((each) => known.has(each)) ?? [],
                );
            return [file, found] as const;
        }),
    );
}

/** Circles: sets of nodes that lead to each other (Tarjan's strongly connected components). */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
    const order = new Map<string, number>();
    const low = new Map<string, number>();
    const stack: string[] = [];
    const circles: string[][] = [];
    function visit(node: string): void {
        order.set(node, order.size);
        low.set(node, order.get(node)!);
        stack.push(node);
        for (const next of graph.get(node) ?? []) {
            if (!order.has(next)) visit(next);
            if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
        }
        if (low.get(node) !== order.get(node)) return;
        const circle = stack.splice(stack.indexOf(node));
        if (circle.length > 1 || (graph.get(node) ?? []).includes(node)) circles.push(circle.sort());
    }
    for (const node of graph.keys()) if (!order.has(node)) visit(node);
    return circles;
}

describe("imports of the product", () => {
    const files = folders.flatMap((folder) =>
        readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: "utf8" })
            .map((file) => path.join(folder, file))
            .filter(
                (file) =>
                    file.endsWith(".ts") && !file.includes("node_modules") && existsSync(path.join(projectRoot, file)),
            ),
    );

    it("a circle is seen", () => {
        const graph = new Map([
            ["a", ["b"]],
            ["b", ["c", "d"]],
            ["c", ["a"]],
            ["d", []],
        ]);
        deepStrictEqual(circlesOf(graph), [["a", "b", "c"]]);
    });

    it("have no circle, types included", () => {
        const graph = importsOf(files);
        ok([...graph.values()].flat().length > 1000, "imports are found");
        deepStrictEqual(circlesOf(graph), []);
    });

    it("config's folders form no circle, and few arrows", () => {
        const folderOf = (file: string): string => (file.split("/").length > 2 ? file.split("/")[1]! : "config");
        const graph = new Map<string, Set<string>>();
        for (const [file, targets] of importsOf(files.filter((each) => each.startsWith("config/"))))
            for (const target of targets)
                if (folderOf(file) !== folderOf(target))
                    graph.set(folderOf(file), (graph.get(folderOf(file)) ?? new Set()).add(folderOf(target)));
        deepStrictEqual(circlesOf(new Map([...graph].map(([from, to]) => [from, [...to]]))), []);
        const arrows = [...graph.values()].reduce((sum, { size }) => sum + size, 0);
        ok(arrows > 20 && arrows <= 60, `${arrows} arrows`);
    });
});
