/** What killed runs left: pending operations and files. */
import { join } from "node:path";
import { check } from "../check";
import { count, fault, ok, skipped, some, warning, type Finding } from "../line";
import { configFileOf, credentialsFileOf } from "../../aws-files/locations";
import { leftBeside, leftFolders } from "../../common/leftovers";
import { stackFileOf, stacksOf } from "../../common/project";
import { localFolder } from "../../state/backend";
import type { Deployment } from "../../state/deployment";
import { notedEngines } from "../../fleet/engine-notes";
import { halfFiles } from "../../../engine/half-files";
import { clearingCommand, operationName } from "../../state/pending";

export interface OpenOperationsFacts {
    readonly stacks: readonly ({ readonly stack: string } & Pick<Deployment, "pending">)[];
    /** Number of stacks that were not read. */
    readonly more: number;
}

// Reading a stack starts the engine once.
const most = 6;

export const openOperations = check<OpenOperationsFacts>(
    {
        id: "open-operations",
        group: "state",
        proves: `the last run of each stack wrote off all that it began, in the first ${most} stacks; a killed one leaves what nobody knows of`,
        cure: "`pulumi refresh --clear-pending-creates --stack <stack>`, which asks AWS what there is; a plain `pulumi refresh` keeps the creates",
        asks: [],
    },
    async (context) => {
        context.mustProject();
        const names = (await context.stacks()) ?? [];
        const first = [...names]
            .sort((one, other) => rank(one) - rank(other) || one.localeCompare(other))
            .slice(0, most);
        const stacks = await Promise.all(
            first.map(async (stack) => ({ stack, pending: (await context.deployment(stack))?.pending ?? [] })),
        );
        return { stacks, more: names.length - first.length };
    },
    judgeOpenOperations,
);

export function judgeOpenOperations({ stacks, more }: OpenOperationsFacts): readonly Finding[] {
    if (stacks.length === 0) return [skipped("there is no stack yet")];
    const open = stacks.filter(({ pending }) => pending.length > 0);
    if (open.length === 0)
        return [ok(`no run was cut off${more > 0 ? ` (${count(more, "other stack")} not looked at)` : ""}`)];
    return open.map(({ stack, pending }) =>
        fault(
            `a run of stack ${stack} was cut off while ${some(pending.map(operationName))}: whether AWS did it is not known`,
            `pulumi up --stack ${stack} takes in what AWS has; then ${clearingCommand(stack)}`,
            pending.length,
        ),
    );
}

function rank(stack: string): number {
    return ["management", "security"].indexOf(stack) >>> 0;
}

export interface LeftoversFacts {
    readonly files: readonly string[];
    /** Working folders of the fleet with notes of engines, by which the next run gives back their locks. */
    readonly noted: readonly string[];
    /** Half-written files that an engine has left in a local backend. */
    readonly begun: readonly string[];
}

export const leftovers = check<LeftoversFacts>(
    {
        id: "leftovers",
        group: "machine",
        proves: "no killed run left a copy of the credentials file, of a stack file or of a state's notes, nor a file that keeps the engine from its state",
        cure: "`rm` or `./org fleet status`, as the line says; the next run of the same command removes its own",
        asks: [],
    },
    async (context) => {
        const project = context.project();
        const targets =
            project === undefined
                ? []
                : [
                      join(project.dir, "Pulumi.yaml"),
                      ...[...new Set([...stacksOf(project), "management", "security"])].map((stack) =>
                          stackFileOf(project, stack),
                      ),
                  ];
        const backend = await context.backend().catch(() => undefined);
        const folder = backend === undefined ? undefined : localFolder(backend, project?.dir ?? ".");
        const folders = leftFolders();
        const noted = folders.filter((each) => notedEngines(each).length > 0);
        return {
            files: [
                ...[credentialsFileOf(), configFileOf(), ...targets].flatMap(leftBeside),
                ...folders.filter((each) => !noted.includes(each)),
            ],
            noted,
            begun: folder === undefined ? [] : halfFiles(folder),
        };
    },
    judgeLeftovers,
);

export function judgeLeftovers({ files, noted, begun }: LeftoversFacts): readonly Finding[] {
    const remove = (paths: readonly string[]): string => `rm -r ${paths.map((path) => `'${path}'`).join(" ")}`;
    const findings = [
        ...(files.length === 0
            ? []
            : [
                  warning(
                      `a killed run left ${some(files)}: copies of your files, with what is secret in them`,
                      remove(files),
                      files,
                  ),
              ]),
        ...(noted.length === 0
            ? []
            : [
                  warning(
                      `a killed run of the fleet left ${some(noted)}: notes of engines that may have left a lock`,
                      "./org fleet status, in the project that it was run in: it gives back the locks and removes the notes",
                      noted,
                  ),
              ]),
        ...(begun.length === 0
            ? []
            : [
                  fault(
                      `a killed engine or a full disk left ${some(begun)} half written: the engine cannot read its state ("EOF", "unexpected end of JSON input")`,
                      remove(begun),
                      begun,
                  ),
              ]),
    ];
    return findings.length > 0 ? findings : [ok("killed runs left nothing")];
}
