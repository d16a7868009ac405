/** The project's files: Pulumi.yaml, the stack files, the management stack. */
import { layerOf, readStackFiles } from "../../../config";
import { exampleValues } from "../../../config/names";
import { checkStack, exampleCure, exampleWord, isTakenUpByInit } from "../../common/check-stack";
import { stacksOf, type Project } from "../../common/project";
import { check } from "../check";
import type { DoctorContext } from "../context";
import { count, fault, notYet, ok, warning, type Finding } from "../line";

export interface ProjectFacts {
    readonly project: Pick<Project, "name"> | undefined;
}

export const project = check<ProjectFacts>(
    {
        id: "project",
        group: "project",
        proves: "there is a Pulumi.yaml here or above",
        cure: "run `org` in the project's folder, or `org -C <folder>`",
        asks: [],
    },
    (context) => Promise.resolve({ project: context.project() }),
    judgeProject,
);

export function judgeProject({ project: found }: ProjectFacts): readonly Finding[] {
    return found === undefined
        ? [
              fault(
                  "there is no Pulumi.yaml here or above",
                  "run it in the project's folder, or name it: org -C <folder> doctor",
              ),
          ]
        : [ok(`project ${found.name}`, found.name)];
}

/** Counts for a stack file. */
export interface StackFacts {
    readonly stack: string;
    readonly faults: number;
    readonly warnings: number;
    /** Paths of values that are still the example's. Default: none. */
    readonly example?: readonly string[];
    /** Whether `org init` asks for one of them, or removes it. Default: false. */
    readonly isForInit?: boolean;
}

export const config = check<{ readonly stacks: readonly StackFacts[] }>(
    {
        id: "config",
        group: "project",
        proves: "every stack file is valid, as a preview would judge it",
        cure: "`org validate` lists the faults with their cures; `org init` writes the files",
        asks: [],
    },
    async (context) => {
        const found = context.mustProject();
        const files = readStackFiles(found.stackDir, found.name, [...stacksOf(found), "management", "security"]);
        const isTheirs = await isCallersAccount(context);
        const stacks = stacksOf(found).map((stack) => {
            const { faults, warnings } = checkStack(stack, layerOf(stack), files, found);
            const { management, ...rest } = files[stack]?.raw ?? {};
            const example = exampleValues(isTheirs ? rest : { ...rest, management });
            return {
                stack,
                faults: faults.length,
                warnings: warnings.filter(({ path }) => path !== exampleWord).length,
                example,
                isForInit: isTakenUpByInit(layerOf(stack), files[stack]?.raw ?? {}, example),
            };
        });
        return { stacks };
    },
    judgeConfig,
);

/** Whether the config's management account is the caller's: then its id equals the example's by chance, as in a sandbox. */
async function isCallersAccount(context: DoctorContext): Promise<boolean> {
    const id = context.configIfGood()?.management.id;
    if (id === undefined || exampleValues({ management: { id } }).length === 0) return false;
    return (await context.caller().catch(() => undefined))?.accountId === id;
}

export function judgeConfig({ stacks }: { readonly stacks: readonly StackFacts[] }): readonly Finding[] {
    const findings = stacks.flatMap(({ stack, faults, warnings, example = [], isForInit = false }) => {
        const file = `Pulumi.${stack}.yaml`;
        const examples =
            example.length === 0
                ? []
                : [
                      warning(
                          `${file} still has the example's values: ${example.join(", ")}`,
                          exampleCure(isForInit),
                          example,
                      ),
                  ];
        const list = `./org validate --stack ${stack}`;
        if (faults > 0) return [fault(`${file} has ${count(faults, "fault")}`, list, faults), ...examples];
        if (warnings > 0) return [warning(`${file} has ${count(warnings, "warning")}`, list, warnings), ...examples];
        return examples;
    });
    const missing = stacks.some(({ stack }) => stack === "management")
        ? []
        : [notYet("there is no Pulumi.management.yaml", "./org init")];
    if (findings.length + missing.length > 0) return [...missing, ...findings];
    return [
        ok(
            `${count(stacks.length, "stack file")} without a fault`,
            stacks.map(({ stack }) => stack),
        ),
    ];
}

export interface StackRunFacts {
    readonly organizationId: string;
    /** Accounts of the config that the last run did not know. */
    readonly newAccounts: readonly string[];
}

export const managementStack = check<StackRunFacts>(
    {
        id: "management-stack",
        group: "project",
        proves: "the management stack ran to its end, and its outputs are this version's",
        cure: "`pulumi up --stack management`",
        asks: [],
    },
    async (context) => {
        const outputs = await context.outputs();
        const accounts = context.configIfGood()?.accounts ?? [];
        return {
            organizationId: outputs.organization.id,
            newAccounts: accounts.filter(({ key }) => outputs.accounts[key] === undefined).map(({ key }) => key),
        };
    },
    judgeManagementStack,
);

export function judgeManagementStack({ organizationId, newAccounts }: StackRunFacts): readonly Finding[] {
    return newAccounts.length === 0
        ? [ok(`the management stack knows organization ${organizationId}`, organizationId)]
        : [
              warning(
                  `the config has accounts that the last run did not know: ${newAccounts.join(", ")}`,
                  "pulumi up --stack management",
                  newAccounts,
              ),
          ];
}
