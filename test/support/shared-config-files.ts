/** Pairs of AWS's shared files, for comparing readers. */
export interface WrittenFiles {
    readonly config: string;
    readonly credentials: string;
    /** The profiles to ask for. */
    readonly profiles: readonly string[];
}

const role = (name: string): string => `arn:aws:iam::222222222222:role/${name}`;
const keysOf = (name: string): string => `aws_access_key_id = KEY-${name}\naws_secret_access_key = s\n`;
const config = (text: string, profiles: readonly string[], credentials = ""): WrittenFiles => ({
    config: text,
    credentials,
    profiles,
});

/** One for each feature in which readers of these files differ. */
export const handWrittenFiles: readonly WrittenFiles[] = [
    // A source with a role and keys, also with a source of its own.
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\n${keysOf("b")}`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = c\n${keysOf("b")}[profile c]\n${keysOf("c")}`,
        ["a", "b", "c"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\n`,
        ["a", "b"],
        `[b]\n${keysOf("b")}`,
    ),
    // A role and keys without a source; a profile that is its own source; circles, with and without keys.
    config(`[profile a]\nrole_arn = ${role("A")}\n${keysOf("a")}mfa_serial = m\nexternal_id = x\n`, ["a"]),
    config(`[profile a]\nrole_arn = ${role("A")}\nsource_profile = a\n${keysOf("a")}`, ["a"]),
    config(`[profile a]\nrole_arn = ${role("A")}\nsource_profile = a\n`, ["a"]),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n${keysOf("a")}`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n${keysOf("a")}[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n`,
        ["a", "b"],
    ),
    // Chains of three; a source that does not exist.
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = c\n[profile c]\nrole_arn = ${role("C")}\nsource_profile = d\n`,
        ["a", "b", "c", "d"],
        `[d]\n${keysOf("d")}`,
    ),
    config(`[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n`, ["a", "b"]),
    // Other sources of credentials, with and without a role.
    config(
        `[profile a]\nrole_arn = ${role("A")}\ncredential_source = Environment\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n`,
        ["a", "b"],
    ),
    config(`[profile a]\nrole_arn = ${role("A")}\ncredential_source = environment\n`, ["a"]),
    config(
        `[profile a]\nrole_arn = ${role("A")}\ncredential_source = EcsContainer\n[profile b]\nrole_arn = ${role("A")}\ncredential_source = Ec2InstanceMetadata\n`,
        ["a", "b"],
    ),
    config(
        `[profile a]\ncredential_source = Environment\n[profile b]\nsource_profile = c\n[profile c]\n${keysOf("c")}`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\n${processOf("a")}[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n${processOf("a")}[profile b]\n${keysOf("b")}${processOf("b")}`,
        ["a", "b"],
    ),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nweb_identity_token_file = TOKEN\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n`,
        ["a", "b"],
    ),
    config(`[profile a]\nweb_identity_token_file = TOKEN\n`, ["a"]),
    config(
        `[profile a]\nlogin_session = arn:aws:iam::1:user/a\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n[profile c]\nlogin_session = x\n${keysOf("c")}`,
        ["a", "b", "c"],
    ),
    config(`[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n${keysOf("a")}[profile b]\n`, ["a", "b"]),
    // Identity Center.
    config(
        `[profile a]\nsso_session = s\n[profile b]\nrole_arn = ${role("B")}\nsource_profile = a\n[profile c]\nsso_session = s\n${keysOf("c")}`,
        ["a", "b", "c"],
    ),
    config(`[profile a]\nsso_session = s\n${keysOf("a")}[sso-session s]\nsso_region = us-east-1\n`, ["a"]),
    config(`[profile a]\nsso_start_url = https://x\n${keysOf("a")}`, ["a"]),
    // Duplicates, in one file and in both.
    config(`[profile a]\nregion = eu-west-1\n[profile b]\n[profile a]\n${keysOf("a")}region = eu-west-2\n`, ["a"]),
    config(`[profile a]\n${keysOf("first")}aws_session_token = t\n`, ["a"], `[a]\n${keysOf("a")}region = eu-west-3\n`),
    config(`[default]\n${keysOf("bare")}[profile default]\n${keysOf("prefixed")}`, ["default"]),
    config(`[a]\n${keysOf("a")}[DEFAULT]\n${keysOf("x")}`, ["a", "default", "DEFAULT"], `[profile b]\n${keysOf("b")}`),
    config(`[profile a]\n${keysOf("a")}`, ["a"], "[a]\naws_access_key_id = half\n"),
    config("[profile a]\naws_secret_access_key = half\n", ["a"], `[a]\n${keysOf("a")}`),
    config("[profile a]\naws_access_key_id =\naws_secret_access_key =\n", ["a"], ""),
    // Indentation.
    config(`[profile a]\n  aws_access_key_id = KEY-a\n  aws_secret_access_key = s\n  region = eu-west-1\n`, ["a"]),
    config(
        `[profile a]\nrole_arn = ${role("A")}\n  source_profile = b\n[profile b]\n${keysOf("b")}  region = eu-west-1\n`,
        ["a", "b"],
    ),
    config(`[profile a]\nrole_arn =\n  source_profile = b\n${keysOf("a")}`, ["a"]),
    config(`[profile a]\n${keysOf("a")}s3 =\n  max_queue_size = 1\n  region = eu-west-1\nregion = eu-west-2\n`, ["a"]),
    config(`[profile a]\n  s3 =\n  region = eu-west-1\n  aws_access_key_id = K\n`, ["a"]),
    config(`[profile a]\n${keysOf("a")}role_arn = ${role("A")}\n  goes on\n`, ["a"]),
    config(
        `[profile a]\n\taws_access_key_id = KEY-a\n\t\taws_secret_access_key = s ; c\n  # c\n\n   region = "eu-west-1" # c\n`,
        ["a"],
    ),
    // Blanks, comments, quotes, case, line ends, byte order marks.
    config(`[ profile   a ] # c\nAWS_ACCESS_KEY_ID=KEY-a\naws_secret_access_key : s\nregion = eu-west-1 ; c\n`, ["a"]),
    config(`[profile a]; c\n${keysOf("a")}region = eu-west-1;c\n[profile\tb]\n${keysOf("b")}`, ["a", "b"]),
    config(`[profile "a"]\n${keysOf("a")}[profile 'b']\n${keysOf("b")}[profile c d]\n${keysOf("c")}`, [
        "a",
        '"a"',
        "'b'",
        "b",
        "c d",
    ]),
    config(`[profile a#b]\n${keysOf("a")}[profile c\n${keysOf("c")}`, ["a", "a#b", "c"]),
    config(`[profile a]\naws_access_key_id = "KEY-a"\naws_secret_access_key = 's'\nregion = "eu-west-1\n`, ["a"]),
    config(`[profile a]\r\n${keysOf("a").replaceAll("\n", "\r\n")}\r\nregion = eu-west-1\r\n`, ["a"]),
    config(`\uFEFF[profile a]\n${keysOf("a")}[profile b]\n${keysOf("b")}`, ["a", "b"]),
    config(`aws_access_key_id = K\n[]\nregion = x\n[profile a]\nnonsense\n= x\n${keysOf("a")}`, ["a"]),
    config(`[profile a b]\n${keysOf("a")}[profile it's]\n${keysOf("i")}[profile c:\\d]\n${keysOf("c")}`, [
        "a b",
        "it's",
        "c:\\d",
    ]),
    // Values that make the whole profile fail.
    ...[
        "retry_mode = legacy",
        "retry_mode = Standard",
        "max_attempts = many",
        "max_attempts = 0x3",
        "defaults_mode = fast",
        "defaults_mode = Standard",
    ].map((line) => config(`[profile a]\n${keysOf("a")}${line}\n`, ["a"])),
    ...[
        "account_id_endpoint_mode = on",
        "request_checksum_calculation = WHEN_REQUIRED",
        "response_checksum_validation = x",
        "disable_request_compression = yes",
        "request_min_compression_size_bytes = 1",
        "ec2_metadata_service_endpoint_mode = ipv5",
    ].map((line) => config(`[profile a]\n${keysOf("a")}${line}\n`, ["a"])),
    config(
        `[profile a]\nrole_arn = ${role("A")}\nsource_profile = b\n[profile b]\nretry_mode = legacy\n${keysOf("b")}`,
        ["a", "b"],
    ),
];

function processOf(name: string): string {
    return `credential_process = echo '{"Version":1,"AccessKeyId":"PROCESS-${name}","SecretAccessKey":"s"}'\n`;
}

/** Generates `count` pairs of files, always the same ones. */
export function generatedFiles(count: number): readonly WrittenFiles[] {
    return Array.from({ length: count }, (_, seed) => new Generator(seed).files());
}

const names = ["a", "b", "c", "default"] as const;

class Generator {
    private state: number;

    constructor(seed: number) {
        this.state = seed * 2_654_435_761 + 1;
    }

    files(): WrittenFiles {
        const profiles = names.filter((name) => name === "a" || this.chance(0.7));
        const end = this.chance(0.1) ? "\r\n" : "\n";
        const text = (sections: readonly string[]): string => (this.chance(0.03) ? "\uFEFF" : "") + sections.join("");
        const written = (prefix: string, share: number): readonly string[] =>
            [...profiles, ...profiles.filter(() => this.chance(0.08))].flatMap((name) =>
                this.chance(share) ? [this.section(this.header(prefix, name), name)] : [],
            );
        const sso = this.chance(0.3) ? ["[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x\n"] : [];
        return {
            config: text([...written("profile ", 0.95), ...sso]).replaceAll("\n", end),
            credentials: text(written("", 0.4)).replaceAll("\n", end),
            profiles: [...names],
        };
    }

    private header(prefix: string, name: string): string {
        const kind = name === "default" && this.chance(0.5) ? "" : this.chance(0.04) ? "" : prefix;
        const shown = this.chance(0.03) ? `"${name}"` : name;
        return `[${this.pick(["", "", "", " "])}${kind}${this.pick(["", "", "", " "])}${shown}]${this.pick(["", "", "", " # c", ";c"])}\n`;
    }

    private section(header: string, name: string): string {
        const settings: (readonly [string, string])[] = [];
        const add = (share: number, key: string, value: string): void => {
            if (this.chance(share)) settings.push([key, value]);
        };
        const isRole = this.chance(0.6);
        if (isRole) {
            add(0.95, "role_arn", role(name.toUpperCase()));
            add(0.75, "source_profile", this.pick([...names, "none"]));
            add(0.1, "credential_source", this.pick(["Environment", "environment", "EcsContainer"]));
            add(0.2, "mfa_serial", `mfa-${name}`);
            add(0.2, "external_id", `id-${name}`);
            add(0.05, "web_identity_token_file", "TOKEN");
        }
        if (this.chance(isRole ? 0.3 : 0.75)) {
            add(0.97, "aws_access_key_id", `KEY-${name}`);
            add(0.97, "aws_secret_access_key", "s");
        }
        add(0.06, "credential_process", `echo '{"Version":1,"AccessKeyId":"PROCESS-${name}","SecretAccessKey":"s"}'`);
        add(0.05, "sso_session", "s");
        add(0.03, "login_session", "x");
        add(0.4, "region", this.pick(["eu-west-1", "eu-west-2", ""]));
        add(0.03, "retry_mode", this.pick(["legacy", "standard"]));
        add(0.05, "output", "");
        return (
            header +
            this.shuffled(settings)
                .map((setting) => this.line(setting))
                .join("")
        );
    }

    private line([key, value]: readonly [string, string]): string {
        const indent = this.chance(0.12) ? this.pick([" ", "  ", "\t"]) : "";
        const quote = key !== "region" && this.chance(0.04) ? this.pick(['"', "'"]) : "";
        const around = this.pick(["=", " = ", " = ", "\t=  ", ":"]);
        const shown = this.chance(0.05) ? key.toUpperCase() : key;
        // AWS's calls accept no key, region or ARN in such a form, whichever reader passes it on.
        const isFree = key === "external_id" || key === "mfa_serial" || key === "output";
        const noise = this.chance(0.1)
            ? this.pick(["\n", "# c\n", "  ; c\n", isFree ? "  more\n" : "\t\n", "nonsense\n"])
            : "";
        const comment = value === "" ? "" : this.pick(["", "", "", " ", " # c", "\t; c", isFree ? "#c" : " #c"]);
        return `${indent}${shown}${around}${quote}${value}${quote}${comment}\n${noise}`;
    }

    private shuffled<T>(items: readonly T[]): readonly T[] {
        return items
            .map((item) => ({ item, at: this.next() }))
            .sort((first, second) => first.at - second.at)
            .map(({ item }) => item);
    }

    private pick<T>(items: readonly T[]): T {
        return items[Math.floor(this.next() * items.length)]!;
    }

    private chance(share: number): boolean {
        return this.next() < share;
    }

    /** A number from 0 to 1 (mulberry32). */
    private next(): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    }
}
