import type { Answers } from "../../cli/init/company";
import { currentFiles } from "../../cli/init/current";
import { exampleFiles } from "../../cli/init/example";
import { proposedFiles } from "../../cli/init/proposal";
import { initStacks, type InitStack } from "../../cli/init/stacks";
import { findProject } from "../../cli/common/project";
import { readStackFile, type RawConfig } from "../../config";
import { acmeFlags, type OrgProject } from "./org-project";

/** The stack files in this repository. */
export const shipped = exampleFiles();

/** All answers of a new company whose admin is not in the example. */
export const begunFlags = acmeFlags.map((flag) => (flag === "ada.lovelace" ? "jane.roe" : flag));

/** The same answers in another form, with these accounts. */
export function begunAnswers(...accounts: NonNullable<Answers["accounts"]>): Answers {
    return {
        company: "acme",
        short: "ac",
        email: "aws@acme.example",
        region: "eu-west-1",
        managementId: "012345678901",
        accounts,
        admins: ["jane.roe"],
    };
}

/** Writes these files into the project, and returns what `org init` makes of them with these answers. */
export function proposed(
    project: OrgProject,
    texts: Partial<Record<InitStack, string | undefined>>,
    answers: Answers,
): Readonly<Record<InitStack, string>> {
    for (const stack of initStacks) if (texts[stack] !== undefined) project.write(stack, texts[stack]);
    const found = findProject(project.dir);
    return proposedFiles(answers, currentFiles(found), found);
}

/** The config of a stack file. */
export function raw(text: string): RawConfig {
    return readStackFile(text, "acme-org").raw;
}

/** The text with replacements; each replaced text must be in it. */
export function replaced(text: string, ...pairs: readonly (readonly [from: string, to: string])[]): string {
    return pairs.reduce((before, [from, to]) => {
        if (!before.includes(from)) throw new Error(`the text has no ${from}`);
        return before.replace(from, to);
    }, text);
}

/** The example with a company's own management account and names. */
export const owned = (text: string): string =>
    replaced(text, ['"111111111111"', '"012345678901"'], ["name: binbash\n    short: bb", "name: acme\n    short: ac"]);
