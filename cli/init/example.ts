import { isDeepStrictEqual } from "node:util";
import { readStackFile } from "../../config";
import { offeredAccounts, type Company } from "./company";
import { engineLines } from "./engine-lines";
import { managementFile } from "./management-file";
import { securityFile } from "./security-file";

/** The company of the stack files that this repository ships. Nobody has its addresses and ids. */
export const example: Company = {
    company: "binbash",
    short: "bb",
    email: "aws@example.com",
    region: "us-east-1",
    regions: ["us-east-1", "us-east-2"],
    managementId: "111111111111",
    accounts: [...offeredAccounts, { key: "data-science", unit: "data" }],
    admins: ["ada.lovelace", "alan.turing"],
    contacts: true,
    repository: "binbash/aws-organization",
    users: {
        "ada.lovelace": ["devops", "deployers"],
        "alan.turing": ["devops"],
        "grace.hopper": ["auditors"],
        "katherine.johnson": ["finops"],
    },
    alarms: "security@example.com",
    note: [
        "`npx org validate` checks this file, offline. The company is the original's; nobody has its addresses and ids.",
        "",
    ],
};

/** The shipped files, by stack. */
export function exampleFiles(): Readonly<Record<"management" | "security", string>> {
    return { management: managementFile(example), security: securityFile(example) };
}

/**
 * Whether a file is the shipped example, to the letter or as the engine rewrites it (`stack init` drops all comments). An example that
 * somebody began to change is theirs.
 */
export function isExample(text: string, stack: "management" | "security"): boolean {
    const shipped = exampleFiles()[stack];
    const own = text.replaceAll("\r\n", "\n");
    if (withoutEngineLines(own) === withoutEngineLines(shipped)) return true;
    return !/^\s*#|\s#/mu.test(own) && isDeepStrictEqual(valuesOf(own), valuesOf(shipped));
}

function withoutEngineLines(text: string): string {
    return engineLines(text)
        .reduce((rest, line) => rest.replace(line, ""), text)
        .trim();
}

function valuesOf(text: string): unknown {
    const { raw, region } = readStackFile(text, "aws-organization");
    return { raw, region };
}
