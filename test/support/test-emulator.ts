import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import {
    bootstrapKeys,
    endpoint,
    startEmulator,
    stopEmulator,
    type Emulator,
    type EmulatorOptions,
} from "../../sandbox/emulator/emulator";
import { installEmulator } from "../../sandbox/emulator/install";
import { cacheRoot } from "../../sandbox/locations";
import { testClient, type Keys } from "./test-client";

/** The account of a test's new emulator. */
export const newAccount = { id: "111111111111", email: "aws@example.com", name: "acme-management" };

/** The emulator in its own folder, without an engine. */
export class TestEmulator {
    private constructor(
        readonly folder: string,
        readonly emulator: Emulator,
    ) {}

    static async open(options: EmulatorOptions = {}): Promise<TestEmulator> {
        fs.mkdirSync(cacheRoot, { recursive: true });
        const python = await installEmulator(path.join(cacheRoot, "install.log"));
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aws emulator "));
        return new TestEmulator(folder, await startEmulator(python, folder, newAccount, options));
    }

    get endpoint(): string {
        return endpoint(this.emulator);
    }

    sts(keys: Keys = bootstrapKeys): STSClient {
        return testClient(STSClient, this.endpoint, keys);
    }

    iam(keys: Keys = bootstrapKeys): IAMClient {
        return testClient(IAMClient, this.endpoint, keys);
    }

    organizations(keys: Keys = bootstrapKeys, maxAttempts = 1): OrganizationsClient {
        return testClient(OrganizationsClient, this.endpoint, keys, maxAttempts);
    }

    async close(): Promise<void> {
        await stopEmulator(this.folder);
        fs.rmSync(this.folder, { recursive: true, force: true });
    }
}
