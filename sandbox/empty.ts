import * as fs from "node:fs";
import * as path from "node:path";
import { bootstrapUser } from "../config/names";
import { bootstrapKeys, startEmulator, stopEmulator, type NewAccount } from "./emulator/emulator";
import { sandboxEnvironment, writeEnvironmentFile, type Environment } from "./environment";
import { sandboxRoot } from "./locations";
import { alone } from "./lock";
import { installTools, layOutTools } from "./tools";

/** Folder of the empty account and of what somebody creates in it. */
export const emptyRoot = path.join(sandboxRoot, "empty");

/** The account as after the sign-up. Nobody has its id and email. */
const account: NewAccount = { id: "210987654321", email: "aws@acme.example", name: "acme-management" };

/** `make sandbox-empty`: a brand-new AWS account on this machine, and the environment of a shell in which day 0 is typed. */
export async function empty(): Promise<void> {
    await alone(sandboxRoot, async () => {
        const tools = await installTools();
        await stopEmulator(emptyRoot);
        fs.rmSync(emptyRoot, { recursive: true, force: true });
        fs.mkdirSync(path.join(emptyRoot, "aws"), { recursive: true });
        const engine = layOutTools(emptyRoot, tools);
        const emulator = await startEmulator(tools.python, emptyRoot, account);
        const environment = asOnAnyMachine(sandboxEnvironment(emptyRoot, emulator, "us-east-1"));
        const file = writeEnvironmentFile(emptyRoot, environment, path.dirname(engine));
        say(instructions(path.relative(process.cwd(), file)));
    });
}

/**
 * Without keys, region, backend and passphrase, which day 0 creates: only the places of AWS, the engine and the AWS
 * files.
 */
function asOnAnyMachine(environment: Environment): Environment {
    const brought = Object.keys(environment).filter((name) =>
        /^(?:AWS_(?:ACCESS|SECRET)_|AWS_(?:DEFAULT_)?REGION$|PULUMI_(?:BACKEND|CONFIG))/u.test(name),
    );
    return { ...environment, ...Object.fromEntries(brought.map((name) => [name, undefined])) };
}

function instructions(file: string): string {
    return `
A brand-new AWS account (here: the emulator), with nothing in it but its first user:

  account           ${account.id}, ${account.name}, ${account.email}
  ${bootstrapUser}    ${bootstrapKeys.accessKeyId}
                    ${bootstrapKeys.secretAccessKey}

Type docs/day-0.md from its section 2 on, in a shell that has read

  . ${file}

Answer ./org init with company acme, short name ac, that address and id, and admin jane.doe; give the keys to ./org profiles
bootstrap, and write ac where the page has bb.
The stack files are this clone's: git checkout Pulumi.yaml 'Pulumi.*.yaml' brings the example back. There is no console here: an
admin's password, keys and device (section 4) cannot be tried. make sandbox-down removes the account.
`;
}

function say(text: string): void {
    process.stdout.write(`${text}\n`);
}
