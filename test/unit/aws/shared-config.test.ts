/** Faults in AWS's shared files, with the line to write, and where the AWS CLI reads the files differently. */
import { deepStrictEqual, match, rejects, strictEqual, throws } from "node:assert/strict";
import { differencesOf, twice } from "../../../aws/shared-config/differences";
import { environmentProfile, sharedFiles, type SharedFiles } from "../../../aws/shared-config/files";
import { ofProcess } from "../../../aws/shared-config/process";
import { wayOf } from "../../../aws/shared-config/way";
import { factsOf, judgeAwsFiles } from "../../../cli/doctor/checks/aws-files";

const keys = "aws_access_key_id = K\naws_secret_access_key = s\n";
const roleArn = (name: string): string => `role_arn = arn:aws:iam::222222222222:role/${name}\n`;

function files(config: string, credentials = ""): SharedFiles {
    return sharedFiles(
        { path: "~/.aws/config", why: "default", text: config },
        { path: "~/.aws/credentials", why: "default", text: credentials },
    );
}

function notes(config: string, credentials = ""): readonly string[] {
    const read = files(config, credentials);
    return differencesOf(read, wayOf(read, "a"));
}

describe("the way to a profile's credentials", () => {
    for (const [what, config, message, cure] of [
        ["a profile that is not there", `[profile ab]\n${keys}`, /there is no profile a in/u, /did you mean ab\?/u],
        [
            "one whose header lacks its kind",
            `[a]\n${keys}`,
            /no profile a/u,
            /line 1 of .*config has \[a\]: write \[profile a\]/u,
        ],
        [
            "one in quotes",
            `[profile "a"]\n${keys}`,
            /no profile a/u,
            /line 1 .* write \[profile a\], which every program reads/u,
        ],
        [
            "one behind a byte order mark",
            `\uFEFF[profile a]\n${keys}`,
            /no profile a/u,
            /begins with a byte order mark/u,
        ],
        [
            "a source that is not there",
            `[profile a]\n${roleArn("A")}source_profile = b\n`,
            /source_profile = b, and there is no such profile/u,
            /your own keys go under \[b\]/u,
        ],
        [
            "a source without keys",
            `[profile a]\n${roleArn("A")}source_profile = b\n[profile b]\n`,
            /profile b has no keys/u,
            /aws configure --profile b/u,
        ],
        [
            "a circle",
            `[profile a]\n${roleArn("A")}source_profile = b\n[profile b]\n${roleArn("B")}source_profile = a\n`,
            /in a circle: a → b → a/u,
            /source_profile of b/u,
        ],
        [
            "its own source without keys",
            `[profile a]\n${roleArn("A")}source_profile = a\n`,
            /profile a has no keys/u,
            /aws configure --profile a/u,
        ],
        [
            "a source and no role",
            `[profile a]\nsource_profile = b\n[profile b]\n${keys}`,
            /source_profile and no role_arn/u,
            /role_arn = arn:aws:iam::/u,
        ],
        [
            "a credential_source that there is none of",
            `[profile a]\n${roleArn("A")}credential_source = environment\n`,
            /credential_source = environment/u,
            /one of Environment, Ec2InstanceMetadata, EcsContainer/u,
        ],
        [
            "two kinds of credentials",
            `[profile a]\n${roleArn("A")}source_profile = b\ncredential_process = x\n[profile b]\n${keys}`,
            /source_profile and credential_process/u,
            /leave one/u,
        ],
        [
            "half a pair of keys",
            "[profile a]\naws_access_key_id = K\n",
            /aws_access_key_id and no aws_secret_access_key/u,
            /aws configure --profile a/u,
        ],
        [
            "a session that is not there",
            "[profile a]\nsso_session = acme\n",
            /sso_session = acme, and there is no \[sso-session acme\]/u,
            /\[sso-session acme\] with the lines sso_start_url = https/u,
        ],
        [
            "a session of which the half is there",
            "[profile a]\nsso_session = acme\n[sso-session acme]\nsso_region = x\n",
            /\[sso-session acme\] .* has no sso_start_url/u,
            /write it/u,
        ],
        [
            "a value at which Pulumi's provider stops",
            `[profile a]\n${keys}retry_mode = legacy\n`,
            /retry_mode = legacy/u,
            /standard or adaptive/u,
        ],
    ] as const)
        it(`is a fault for ${what}`, () => {
            throws(() => wayOf(files(config), "a"), { name: "SharedConfigFault", message, cure });
        });

    it("may not begin at aws login with a role, as Pulumi's provider has it, unless org mfa goes it", () => {
        const read = files(`[profile a]\n${roleArn("A")}source_profile = b\n[profile b]\nlogin_session = x\n`);
        throws(() => wayOf(read, "a"), {
            message: /aws login/u,
            cure: /org mfa --profile a/u,
            lacks: "role from aws login",
        });
        strictEqual(wayOf(read, "a", { loginAsSource: true }).origin.kind, "login");
        strictEqual(wayOf(read, "b").origin.kind, "login");
    });

    it("begins at AWS_PROFILE, then at AWS_DEFAULT_PROFILE; an empty variable counts as none", () => {
        const named = (environment: NodeJS.ProcessEnv): string | undefined => environmentProfile(environment);
        deepStrictEqual(
            [
                named({ AWS_PROFILE: "a", AWS_DEFAULT_PROFILE: "b" }),
                named({ AWS_PROFILE: "", AWS_DEFAULT_PROFILE: "b" }),
                named({ AWS_PROFILE: "" }),
            ],
            ["a", "b", undefined],
        );
    });
});

describe("a credential_process", () => {
    const json = (more: object): string =>
        `echo '${JSON.stringify({ Version: 1, AccessKeyId: "K", SecretAccessKey: "s", ...more })}'`;

    it("gives keys, of a user or of a session that has an end", async () => {
        deepStrictEqual(await ofProcess(json({}), "a"), { accessKeyId: "K", secretAccessKey: "s" });
        const end = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000);
        deepStrictEqual(await ofProcess(json({ SessionToken: "t", Expiration: end.toISOString() }), "a"), {
            accessKeyId: "K",
            secretAccessKey: "s",
            sessionToken: "t",
            expiration: end,
        });
    });

    for (const [what, command, message] of [
        ["fails", "echo no vault >&2; exit 3", /^the credential_process of a gives no keys: no vault$/u],
        ["fails without a word", "exit 3", /exit code 3/u],
        ["is not there", "/nowhere/vault", /nowhere/u],
        ["prints something else", "echo canary", /gives no keys: it printed no JSON with Version 1$/u],
        ["prints another version", json({ Version: 2 }), /Version 1/u],
        ["prints half a pair", json({ SecretAccessKey: "" }), /no AccessKeyId or no SecretAccessKey/u],
        ["prints keys that have ended", json({ Expiration: "2020-01-01T00:00:00Z" }), /ended at 2020/u],
        ["reads what nobody types", "read line || exit 4", /exit code 4/u],
    ] as const)
        it(`that ${what} is a fault`, async () => {
            await rejects(ofProcess(command, "a"), {
                name: "SharedConfigFault",
                message,
                cure: /it is in \[profile a\]/u,
            });
        });
});

describe("what the AWS CLI reads otherwise", () => {
    for (const [what, config, note] of [
        [
            "a source with keys and a role",
            `[profile a]\n${roleArn("A")}source_profile = b\n[profile b]\n${roleArn("B")}${keys}`,
            /^profile b, the source of a, has keys and a role: .*role\/B .*the AWS CLI uses the keys alone/u,
        ],
        [
            "a role and keys without a source",
            `[profile a]\n${roleArn("A")}${keys}`,
            /^profile a has role_arn and keys of its own, and no source_profile: .*the AWS CLI refuses the profile/u,
        ],
        [
            "an indented key",
            `[profile a]\n${keys}  region = x\n`,
            /^~\/\.aws\/config line 4: region is indented below another key/u,
        ],
        [
            "an indented key below an empty one that is as far in",
            `[profile a]\n  s3 =\n  region = x\n${keys}`,
            /^~\/\.aws\/config line 3: region is below an empty key/u,
        ],
        ["quotes", `[profile a]\n${keys}region = "x"\n`, /line 4: the value of region is in quotes/u],
        [
            "a comment behind a value",
            `[profile a]\n${keys}region = x # home\n`,
            /line 4: a comment follows the value of region/u,
        ],
        [
            "a section twice",
            `[profile a]\n${keys}[profile b]\n[profile a]\n`,
            /has \[profile a\] in lines 1 and 5: .*the AWS CLI refuses the whole file/u,
        ],
        [
            "a key twice",
            `[profile a]\n${keys}[profile b]\nregion = x\nregion = y\n`,
            /line 6: \[profile b\] has region for the second time/u,
        ],
    ] as const)
        it(`is named with its line: ${what}`, () => {
            const found = notes(config);
            strictEqual(found.length, 1, found.join("\n"));
            match(found[0]!, note);
        });

    it("is nothing in files that every program reads alike", () => {
        deepStrictEqual(
            notes(`# mine\n[default]\n\n[profile a]\n; c\n${keys}s3 =\n  max_queue_size = 1\nregion=x\n`),
            [],
        );
        deepStrictEqual(notes(`[profile a]\n  region = x\n  output = json\n`, `[a]\n${keys}`), []);
        deepStrictEqual(notes(`[profile a]\n${keys}  output = json # of no session\n`), []);
        deepStrictEqual(notes(`[profile a]\n${roleArn("A")}source_profile = a\n${keys}`), []);
        deepStrictEqual(twice(files("[profile a]\n", "[a]\n")), []);
    });
});

describe("org doctor: the AWS files", () => {
    const judged = (config: string, environment: NodeJS.ProcessEnv): readonly string[] =>
        judgeAwsFiles(factsOf(files(config), environment)).map(({ status, message, cure }) =>
            [status, message, cure ?? ""].join(" | "),
        );
    const chain = `[profile a]\n${roleArn("A")}source_profile = b\n[profile b]\n${keys}`;

    for (const [what, config, environment, line] of [
        [
            "an address that is set to nothing",
            "",
            { AWS_ENDPOINT_URL: "" },
            /^fault \| AWS_ENDPOINT_URL is set to nothing: Pulumi's provider then goes to AWS itself.* \| unset AWS_ENDPOINT_URL/u,
        ],
        [
            "an address that STS has not",
            chain,
            { AWS_ENDPOINT_URL: "http://x", AWS_PROFILE: "a" },
            /^fault \| AWS_ENDPOINT_URL is http:\/\/x, and Pulumi's provider asks AWS itself for .*role\/A.* \| export AWS_ENDPOINT_URL_STS/u,
        ],
        [
            "the same, for nothing",
            chain,
            { AWS_ENDPOINT_URL: "http://x", AWS_ENDPOINT_URL_STS: "", AWS_DEFAULT_PROFILE: "a" },
            /^fault \| .*AWS_ENDPOINT_URL_STS alone/u,
        ],
        [
            "a home folder that nobody put in",
            "",
            { AWS_CONFIG_FILE: "~/x" },
            /^warning \| AWS_CONFIG_FILE begins with ~.* \| .*\$HOME/u,
        ],
        [
            "a section twice",
            "[profile a]\n[profile a]\n",
            {},
            /^warning \| .*the AWS CLI refuses the whole file \| Leave one of them/u,
        ],
    ] as const)
        it(`names ${what}`, () => {
            const found = judged(config, environment);
            strictEqual(found.length, 1);
            match(found[0]!, line);
        });

    it("is content with an address for STS, and with keys of the environment, by which no role of a profile is asked for", () => {
        for (const environment of [
            { AWS_ENDPOINT_URL: "http://x", AWS_ENDPOINT_URL_STS: "http://x", AWS_PROFILE: "a" },
            { AWS_ENDPOINT_URL: "http://x", AWS_PROFILE: "a", AWS_ACCESS_KEY_ID: "K", AWS_SECRET_ACCESS_KEY: "s" },
            { AWS_PROFILE: "nobody" },
        ])
            match(judged(chain, environment).join("\n"), /^ok \|/u);
    });
});
