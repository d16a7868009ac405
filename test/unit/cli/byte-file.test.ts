import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import * as fs from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readSharedFiles } from "../../../aws/shared-config/files";
import { mustBeAbleToWrite, readByteFile, writeByteFile } from "../../../cli/common/byte-file";
import { configFileOf, credentialsFileOf, mustBeExpanded } from "../../../cli/aws-files/locations";
import { CliError } from "../../../cli/common/ui";
import { ScratchHome } from "../../support/scratch-home";

function modeOf(path: string): string {
    return (fs.statSync(path).mode & 0o7777).toString(8);
}

describe("a file of the user's", () => {
    let home: ScratchHome;
    beforeEach(() => {
        home = new ScratchHome();
    });
    afterEach(() => {
        home.close();
    });

    function make(text: string, mode = 0o644): void {
        fs.mkdirSync(dirname(home.config), { recursive: true });
        fs.writeFileSync(home.config, text, { encoding: "latin1" });
        fs.chmodSync(home.config, mode);
    }

    /** Nothing of ours is left beside it. */
    function onlyConfig(): void {
        deepStrictEqual(fs.readdirSync(dirname(fs.realpathSync(home.config))), ["config"]);
    }

    it("that is new is the user's alone, and so is its folder", () => {
        writeByteFile(readByteFile(home.config), "x\n");
        deepStrictEqual([modeOf(home.config), modeOf(dirname(home.config))], ["600", "700"]);
        onlyConfig();
    });

    it("keeps its permissions, unless others are asked for", () => {
        make("old", 0o640);
        writeByteFile(readByteFile(home.config), "new");
        deepStrictEqual([fs.readFileSync(home.config, "utf8"), modeOf(home.config)], ["new", "640"]);
        writeByteFile(readByteFile(home.config), "newer", 0o600);
        strictEqual(modeOf(home.config), "600");
    });

    it("comes through in any encoding", () => {
        const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
        make(bytes.toString("latin1"));
        const file = readByteFile(home.config);
        writeByteFile(file, `${file.text}!`);
        deepStrictEqual(fs.readFileSync(home.config), Buffer.concat([bytes, Buffer.from("!")]));
    });

    it("is written where its links lead, and the links stay", () => {
        const real = join(home.folder, "dotfiles", "aws-config");
        fs.mkdirSync(dirname(real));
        fs.mkdirSync(dirname(home.config));
        fs.writeFileSync(real, "old");
        fs.symlinkSync("../dotfiles/link", home.config);
        fs.symlinkSync("aws-config", join(home.folder, "dotfiles", "link"));
        writeByteFile(readByteFile(home.config), "new");
        ok(fs.lstatSync(home.config).isSymbolicLink());
        strictEqual(fs.readFileSync(real, "utf8"), "new");
        fs.rmSync(real);
        writeByteFile(readByteFile(home.config), "made where a dangling link leads");
        strictEqual(fs.readFileSync(real, "utf8"), "made where a dangling link leads");
    });

    for (const [name, prepare, reason] of [
        ["a folder", (path: string) => fs.mkdirSync(path, { recursive: true }), /is a folder/u],
        [
            "a circle of links",
            (path: string) => {
                link("config", path);
            },
            /leads to itself|in a circle/u,
        ],
        [
            "no regular file",
            (path: string) => {
                link("/dev/null", path);
            },
            /is no regular file/u,
        ],
    ] as const)
        it(`is refused when it is ${name}`, () => {
            prepare(home.config);
            throws(
                () => readByteFile(home.config),
                (error) => error instanceof CliError && reason.test(error.message),
            );
        });

    it("that is read-only is refused, and is as it was", () => {
        make("old", 0o444);
        throws(() => {
            writeByteFile(readByteFile(home.config), "new");
        }, /is read-only/u);
        strictEqual(fs.readFileSync(home.config, "utf8"), "old");
        onlyConfig();
    });

    it("in a folder that may not be written is refused in words", () => {
        make("old", 0o666);
        fs.chmodSync(home.folder, 0o755);
        fs.chmodSync(dirname(home.config), 0o555);
        asNobody(() => {
            throws(() => {
                writeByteFile(readByteFile(home.config), "new");
            }, /cannot be written: this user may not write it, or may not in its folder; it is as it was/u);
        });
        fs.chmodSync(dirname(home.config), 0o755);
        strictEqual(fs.readFileSync(home.config, "utf8"), "old");
    });

    for (const call of ["writeFileSync", "fsyncSync", "renameSync"] as const)
        it(`on a disk that is full at ${call} is as it was`, () => {
            make("old");
            const file = readByteFile(home.config);
            failing(call, () => {
                throws(() => {
                    writeByteFile(file, "new");
                }, /config cannot be written: the disk is full; it is as it was/u);
            });
            strictEqual(fs.readFileSync(home.config, "utf8"), "old");
            onlyConfig();
        });

    it("that is to be written later is looked at before, and nothing is made", () => {
        const file = join(home.folder, "report.md");
        fs.writeFileSync(file, "old");
        for (const path of [file, join(home.folder, "new", "deep", "report.md"), "/dev/null"]) mustBeAbleToWrite(path);
        deepStrictEqual([fs.readFileSync(file, "utf8"), fs.existsSync(join(home.folder, "new"))], ["old", false]);
        for (const path of [home.folder, join(file, "report.md"), join(file, "deep", "report.md")])
            throws(() => {
                mustBeAbleToWrite(path);
            }, CliError);
        fs.chmodSync(file, 0o400);
        throws(() => {
            mustBeAbleToWrite(file);
        }, /read-only/u);
    });

    it("that another program changed meanwhile is not written over", () => {
        make("old");
        const file = readByteFile(home.config);
        make("theirs");
        throws(() => {
            writeByteFile(file, "new");
        }, /changed by another program/u);
        strictEqual(fs.readFileSync(home.config, "utf8"), "theirs");
        onlyConfig();
    });

    it("is where the flag, the variable or the home says, in this order", () => {
        const place = (named?: string, variable?: string): string =>
            configFileOf(named, variable === undefined ? {} : { AWS_CONFIG_FILE: variable });
        strictEqual(place("/a", "/b"), "/a");
        strictEqual(place(undefined, "/b"), "/b");
        strictEqual(place("~/x"), join(home.folder, "x"), "a flag that the shell left as it is");
        strictEqual(place("~x"), join(process.cwd(), "~x"));
        strictEqual(place(undefined, ""), home.config);
        strictEqual(credentialsFileOf({}), home.credentials);
    });

    for (const written of ["/b", "relative/b", "", "~/x", "~", "~user/x", "./~/x"])
        it(`is the same to what reads and to what writes, as to Go's SDK: ${JSON.stringify(written)}`, () => {
            const environment = { AWS_CONFIG_FILE: written, AWS_SHARED_CREDENTIALS_FILE: written };
            const { config, credentials } = readSharedFiles(environment);
            strictEqual(configFileOf(undefined, environment), config.path);
            strictEqual(credentialsFileOf(environment), credentials.path);
            strictEqual(config.path, written === "" ? home.config : resolve(written));
        });

    for (const variable of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
        it(`is not written where ${variable} names a folder ~ that nobody means`, () => {
            for (const written of ["~/x", "~", "~ada/x"])
                throws(
                    () => {
                        mustBeExpanded({ [variable]: written });
                    },
                    new RegExp(`${variable} begins with ~.*nothing was written`, "u"),
                );
            mustBeExpanded({ [variable]: "/home/~ada/x" });
            mustBeExpanded({});
        });
});

function link(target: string, path: string): void {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.symlinkSync(target, path);
}

/** As a user whom permissions bind: root is bound by none. */
function asNobody(act: () => void): void {
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
        act();
    } finally {
        if (isRoot) process.seteuid?.(0);
    }
}

/** While `act` runs, this call of node:fs fails as on a full disk. */
function failing(call: "writeFileSync" | "fsyncSync" | "renameSync", act: () => void): void {
    // The module itself, which `import * as` only copies.
    const real = process.getBuiltinModule("node:fs") as unknown as Record<string, unknown>;
    const former = real[call];
    real[call] = () => {
        throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    };
    try {
        act();
    } finally {
        real[call] = former;
    }
}
