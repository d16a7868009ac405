import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { bootstrapKeys } from "../../../sandbox/emulator/emulator";
import { collect } from "../../../aws/snapshot";
import type { Keys } from "../../support/test-client";
import type { TestProject } from "../../support/project";
import { byHand } from "../../support/services-by-hand";
import { accessRole, assume } from "../../support/sessions";

/** What these tests need to know of the management stack's config. */
export interface Config {
    readonly accounts: Readonly<Record<string, object>>;
    readonly audit: Readonly<Record<string, unknown>>;
}

/** The organization that the tests share. */
export class World {
    constructor(
        readonly project: TestProject,
        /** 12 digits. */
        readonly managementId: string,
        /** The management stack's current config. */
        private config: Config,
    ) {}

    get management(): Config {
        return this.config;
    }

    /** Writes the management stack's file, for the tests that follow too. */
    write(config: Config): void {
        this.config = config;
        this.project.writeStack("management", config);
    }

    /** Accounts in use. */
    async accounts(): Promise<readonly { readonly id: string; readonly name: string }[]> {
        const client = this.managementAccount.at(OrganizationsClient);
        const all = await collect(paginateListAccounts({ client }, {}), (page) => page.Accounts);
        const active = all.filter(({ State }) => State === "ACTIVE");
        return active.map(({ Id, Name }) => ({ id: Id!, name: Name! }));
    }

    /** The id of the account with this key. */
    async idOf(key: string): Promise<string> {
        return (await this.accounts()).find(({ name }) => name === `acme-${key}`)!.id;
    }

    /** Clients that ask the emulator as the management account. */
    get managementAccount(): ReturnType<typeof byHand> {
        return byHand(this.project.sandbox);
    }

    /** Clients that ask the emulator as this account. */
    async as(accountId: string): Promise<ReturnType<typeof byHand>> {
        return byHand(this.project.sandbox, await this.keysOf(accountId));
    }

    async keysOf(accountId: string): Promise<Keys> {
        if (accountId === this.managementId) return bootstrapKeys;
        return assume(this.project.sandbox, bootstrapKeys, accessRole(accountId));
    }

    /** Runs `org fleet`, which must end well. Returns its summary. */
    async fleet(...args: readonly string[]): Promise<string> {
        const { exitCode, stdout, stderr } = await this.project.org("fleet", ...args);
        strictEqual(exitCode, 0, `${stdout}\n${stderr}`);
        return stdout;
    }

    /** Checks that no stack has changes, or none of those that the options select. */
    async isAtRest(...options: readonly string[]): Promise<void> {
        const { exitCode, stdout, stderr } = await this.project.org("fleet", "preview", "--json", ...options);
        const { stacks } = JSON.parse(stdout) as {
            readonly stacks: readonly { readonly stack: string; readonly result: string }[];
        };
        const others = stacks.filter(({ result }) => result !== "same");
        deepStrictEqual([exitCode, others], [0, []], stderr);
    }
}
