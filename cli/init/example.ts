import { isDeepStrictEqual } from "node:util";
import { productName, readStackFile, type RawConfig } from "../../config";
import { exampleIds } from "../../config/names";
import { exampleAccounts, type Company } from "./company";
import type { InitStack } from "./stacks";
import { managementFile } from "./management-file";
import { securityFile } from "./security-file";

/** The company of the shipped stack files. Its addresses and ids are nobody's. */
export const example: Company = {
    company: "binbash",
    short: "bb",
    email: "aws@example.com",
    region: "us-east-1",
    regions: ["us-east-1", "us-east-2"],
    managementId: "111111111111",
    accounts: exampleAccounts,
    admins: ["ada.lovelace", "alan.turing"],
    contacts: true,
    repository: "binbash/aws-organization",
    repositoryIds: { ownerId: exampleIds["ci.ownerId"]!, repositoryId: exampleIds["ci.repositoryId"]! },
    users: {
        "ada.lovelace": ["devops", "deployers"],
        "alan.turing": ["devops"],
        "grace.hopper": ["auditors"],
        "katherine.johnson": ["finops"],
    },
    alarms: "security@example.com",
    note: [
        "`./org validate` checks this file, offline. The company is the original's; nobody has its addresses and ids.",
        "",
    ],
};

/** Texts of the shipped files, by stack. */
export function exampleFiles(): Readonly<Record<InitStack, string>> {
    return { management: managementFile(example), security: securityFile(example) };
}

/**
 * Whether a file is the shipped example: its values are the example's, apart from project name and region, and all its comments are in the
 * example. They are compared like this because the engine rewrites the file when a stack is made (`stack init`, `pulumi new`), with another
 * style and fewer comments. A file with a value or a comment that a person wrote is that person's.
 *
 * @param project the project's name, which keys may have as a prefix
 */
export function isExample(text: string, stack: InitStack, project: string): boolean {
    const shipped = exampleFiles()[stack];
    const own = readStackFile(text, project);
    const known = new Set(commentsOf(shipped));
    return (
        own.faults.length === 0 &&
        isDeepStrictEqual(own.raw, exampleConfig(stack)) &&
        commentsOf(text).every((comment) => known.has(comment))
    );
}

/** The config of a shipped file. */
export function exampleConfig(stack: InitStack): RawConfig {
    const config = configs.get(stack) ?? readStackFile(exampleFiles()[stack], productName).raw;
    configs.set(stack, config);
    return config;
}

const configs = new Map<InitStack, RawConfig>();

/** The comments of a text, without `#`. No value of the example has a `#`. */
function commentsOf(text: string): readonly string[] {
    return text
        .split(/\r?\n/u)
        .flatMap((line) => /(?:^|\s)#\s*(?<comment>.*?)\s*$/u.exec(line)?.groups?.["comment"] ?? []);
}
