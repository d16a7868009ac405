/** Compares how this program reads AWS's shared files with the AWS SDK for Go, which Pulumi's provider is built with. */
import { deepStrictEqual, ok } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { SharedConfigFault } from "../../aws/shared-config/fault";
import { profileOf, sharedFiles } from "../../aws/shared-config/files";
import { wayOf, type Way } from "../../aws/shared-config/way";
import { hasGo, noGo } from "../support/go";
import { askGo, type GoAnswer, type Question } from "../support/go-shared-config";
import { generatedFiles, handWrittenFiles, type WrittenFiles } from "../support/shared-config-files";
import { skip } from "../support/skip";

/** Generated from a seed, so that a file with a difference can be generated again. */
const generated = Number(process.env["SHARED_CONFIG_FILES"] ?? 600);

describe("AWS's shared files", () => {
    let folder: string;
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "shared-config-"))));
    after(() => {
        fs.rmSync(folder, { recursive: true, force: true });
    });

    const compare = async (
        cases: readonly WrittenFiles[],
    ): Promise<{ readonly differences: readonly string[]; readonly found: number }> => {
        fs.writeFileSync(path.join(folder, "token"), "token");
        const questions = cases.flatMap((files, index): readonly Question[] => {
            const [config, credentials] = [
                path.join(folder, `config-${index}`),
                path.join(folder, `credentials-${index}`),
            ];
            fs.writeFileSync(config, files.config.replaceAll("TOKEN", path.join(folder, "token")));
            fs.writeFileSync(credentials, files.credentials.replaceAll("TOKEN", path.join(folder, "token")));
            return files.profiles.map((profile) => ({ profile, config, credentials }));
        });
        const environment = {
            HOME: folder,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_ACCESS_KEY_ID: "ENVIRONMENT",
            AWS_SECRET_ACCESS_KEY: "secret",
            AWS_REGION: "",
        };
        const answers = await askGo(questions, environment);
        const differences = questions.flatMap((question, index) => {
            const [ours, go] = [read(question), seen(answers[index]!)];
            return JSON.stringify(ours) === JSON.stringify(go) ? [] : [difference(question, ours, answers[index]!)];
        });
        return { differences, found: answers.filter(({ key }) => key !== undefined).length };
    };

    it("by hand, one for each thing that readers differ in", async function () {
        if (!(await hasGo())) skip(this, noGo);
        deepStrictEqual((await compare(handWrittenFiles)).differences.slice(0, 3), []);
    });

    it(`generated, ${generated} pairs: the same calls by the same keys, or a fault where Go has one`, async function () {
        if (!(await hasGo())) skip(this, noGo);
        const { differences, found } = await compare(generatedFiles(generated));
        deepStrictEqual(differences.slice(0, 3), [], `${differences.length} differ`);
        ok(found > generated / 2, `${found} profiles have credentials`);
    });
});

/** The calls and the key, or that there are none. */
interface Seen {
    readonly calls: readonly object[];
    readonly key: string | null;
    readonly region: string | null;
}

function seen({ calls, key, region, error }: GoAnswer): Seen {
    // If this machine has no credentials for it, only the calls are compared.
    return { calls, key: key ?? null, region: error === undefined ? region! : null };
}

function read({ profile, config, credentials }: Question): Seen {
    const files = sharedFiles(
        { path: config, why: "test", text: fs.readFileSync(config, "utf8") },
        { path: credentials, why: "test", text: fs.readFileSync(credentials, "utf8") },
    );
    try {
        const region = profileOf(files, profile)?.["region"] || "us-east-1";
        return { ...calls(wayOf(files, profile), files), region };
    } catch (error) {
        if (error instanceof SharedConfigFault || error === nothing) return { calls: [], key: null, region: null };
        throw error;
    }
}

const nothing = new Error("this machine has no credentials of that kind");

function calls(way: Way, files: Parameters<typeof profileOf>[0]): Pick<Seen, "calls" | "key"> {
    const { origin } = way;
    const settings = profileOf(files, origin.profile)!;
    const sessionOf = (role: string): string =>
        `SESSION-${encodeURIComponent(role.slice(role.lastIndexOf("/") + 1)).replaceAll("'", "%27")}`;
    const made: object[] = [];
    let key: string;
    if (origin.kind === "keys") key = origin.keys!.accessKeyId;
    else if (origin.kind === "environment") key = "ENVIRONMENT";
    else if (origin.kind === "process") key = /PROCESS-\w+/u.exec(settings["credential_process"]!)![0];
    else if (origin.kind === "web identity") {
        const role = settings["role_arn"]!;
        made.push({ key: "", role });
        key = sessionOf(role);
    } else throw nothing;
    for (const { arn, serial, externalId } of way.roles) {
        made.push({
            key,
            role: arn,
            ...(serial === undefined ? {} : { serial }),
            ...(externalId === undefined ? {} : { externalId }),
        });
        key = sessionOf(arn);
    }
    return { calls: made, key };
}

function difference({ profile, config, credentials }: Question, ours: Seen, go: GoAnswer): string {
    const text = (file: string): string => fs.readFileSync(file, "utf8").replaceAll("\r", "␍");
    return [
        `profile ${profile}`,
        `ours: ${JSON.stringify(ours)}`,
        `Go:   ${JSON.stringify(go)}`,
        `config:\n${text(config)}`,
        `credentials:\n${text(credentials)}`,
    ].join("\n");
}
