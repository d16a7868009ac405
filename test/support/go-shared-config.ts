import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { cached, contentKey } from "../../sandbox/cache";

const folder = path.join(__dirname, "go-shared-config");
const files = ["go.mod", "go.sum", "main.go"];

/** A profile to look up in two files. */
export interface Question {
    readonly profile: string;
    readonly config: string;
    readonly credentials: string;
}

/** What the SDK for Go did to get the profile's credentials. */
export interface GoAnswer {
    /** Calls of STS in order. `key`: the access key used, empty for a web identity. */
    readonly calls: readonly {
        readonly key: string;
        readonly role: string;
        readonly serial?: string;
        readonly externalId?: string;
    }[];
    /** Access key id of the credentials. */
    readonly key?: string;
    readonly region?: string;
    readonly error?: string;
}

/** Asks the AWS SDK for Go, in the version that the sandbox's provider is built with. */
export async function askGo(questions: readonly Question[], env: NodeJS.ProcessEnv): Promise<readonly GoAnswer[]> {
    const built = await cached(
        "go-shared-config",
        contentKey(
            files.map((file) => path.join(folder, file)),
            "",
        ),
        async (to) => {
            for (const file of files) fs.copyFileSync(path.join(folder, file), path.join(to, file));
            await execa("go", ["build", "-trimpath", "-buildvcs=false", "-o", path.join(to, "ask"), "."], {
                cwd: to,
                env: { GOFLAGS: "" },
            });
        },
    );
    const { stdout } = await execa(path.join(built, "ask"), [], {
        input: questions.map((question) => `${JSON.stringify(question)}\n`).join(""),
        env: { PATH: process.env["PATH"], ...env },
        extendEnv: false,
        maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split("\n").map((line) => JSON.parse(line) as GoAnswer);
}
