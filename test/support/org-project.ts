import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asInCi } from "./as-in-ci";
import { orgHere, type OrgHere } from "./org-here";
import { atTerminal, type TerminalRun } from "./terminal";

const root = join(__dirname, "..", "..");
const program = [process.execPath, join(root, "bin", "org.js")] as const;

/** The answers of a new company without accounts and admins. */
export const companyFlags = [
    ...["--company", "acme", "--short", "ac", "--email", "aws@acme.example", "--region", "eu-west-1"],
    ...["--management-id", "012345678901"],
] as const;

/** All answers of a new company. */
export const acmeFlags = [
    ...companyFlags,
    ...["--account", "security", "--account", "shared", "--account", "apps-prd=workloads/prd"],
    ...["--admin", "ada.lovelace"],
] as const;

/** A small company's management stack file. */
export const acmeStack = `config:
  aws:region: eu-west-1
  company: { name: acme, short: ac }
  email: aws@acme.example
  management: { id: "222222222222" }
  units: [security]
  accounts:
    security: { unit: security }
  admins: [jane.doe]
`;

/** A folder with a Pulumi.yaml for `org`, isolated from the user's home. */
export class OrgProject {
    readonly dir = mkdtempSync(join(tmpdir(), "org init "));

    public constructor(name = "acme-org") {
        writeFileSync(join(this.dir, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
    }

    path(stack: string): string {
        return join(this.dir, `Pulumi.${stack}.yaml`);
    }

    read(stack: string): string | undefined {
        return existsSync(this.path(stack)) ? readFileSync(this.path(stack), "utf8") : undefined;
    }

    write(stack: string, text: string): void {
        writeFileSync(this.path(stack), text);
    }

    /** Runs `org` without a terminal, so that it cannot ask. */
    org(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
        return this.run([...program, ...args]);
    }

    /** The same without a process of its own, which takes a tenth of the time. */
    here(...args: readonly string[]): Promise<OrgHere> {
        return orgHere({ cwd: this.dir, env: this.env }, args);
    }

    /** Runs a command in the folder. */
    run([file, ...args]: readonly string[]): {
        readonly code: number | null;
        readonly out: string;
        readonly err: string;
    } {
        const { status, stdout, stderr } = spawnSync(file!, args, {
            cwd: this.dir,
            encoding: "utf8",
            env: this.env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        return { code: status, out: stdout, err: stderr };
    }

    /** Runs `org` at a terminal; each text is typed, with Return, once the text before it is shown. */
    dialogue(
        typed: readonly (readonly [at: RegExp, text: string])[],
        ...args: readonly string[]
    ): Promise<TerminalRun> {
        const words = args.map((arg) => `'${arg}'`).join(" ");
        // A terminal without a width would break after every letter. The time limit is for a question that never comes.
        return atTerminal(
            `stty cols 200 rows 50; exec timeout --foreground 300 ${this.command} ${words}`,
            typed.map(([at, text]) => ({ at, text })),
            { cwd: this.dir, env: this.env },
        );
    }

    /** The shell command that runs `org`. */
    get command(): string {
        return program.map((word) => `'${word}'`).join(" ");
    }

    close(): void {
        rmSync(this.dir, { recursive: true, force: true });
    }

    private get env(): NodeJS.ProcessEnv {
        const { PATH } = process.env;
        return { PATH, ...asInCi, TERM: "xterm", HOME: this.dir };
    }
}
