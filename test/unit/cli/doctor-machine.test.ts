import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import {
    onPath,
    judgeEngine,
    judgeLanguageHost,
    judgeNode,
    judgePlugins,
    languageHost,
} from "../../../cli/doctor/checks/machine";
import { judgeConfig, judgeManagementStack, judgeProject } from "../../../cli/doctor/checks/project";
import { judgeProfiles } from "../../../cli/doctor/checks/profiles";
import { wantedPlugins } from "../../../cli/doctor/plugins";
import { DoctorContext } from "../../../cli/doctor/context";
import { projectRoot } from "../../../sandbox/locations";
import { assertFindings } from "../../support/findings";

describe("org doctor: machine and project", () => {
    it("engine: 3.252 or newer; without one, where to get it", () => {
        assertFindings(judgeEngine({ version: undefined }), ["fault", /no pulumi on PATH/u, /install it/u]);
        assertFindings(judgeEngine({ version: "3.251.9" }), ["fault", /3\.251\.9 is older than 3\.252/u, /upgrade/u]);
        for (const version of ["3.252.0", "3.259.0", "v3.252.0", "4.0.0", "3.253.0-alpha.1"])
            assertFindings(judgeEngine({ version }), ["ok", new RegExp(version, "u")]);
    });

    it("node: 20.19 or newer", () => {
        assertFindings(judgeNode({ version: "20.18.3" }), ["fault", /older than 20\.19/u]);
        assertFindings(judgeNode({ version: "18.20.0" }), ["fault", /older/u]);
        for (const version of ["20.19.0", "22.1.0"]) assertFindings(judgeNode({ version }), ["ok", /Node/u]);
    });

    it("language host: beside the engine or on PATH, where the engine looks", () => {
        const facts = { engine: "/opt/pulumi/pulumi", isScript: false, languageHost: undefined };
        assertFindings(judgeLanguageHost(facts), [
            "fault",
            /no pulumi-language-nodejs beside \/opt\/pulumi\/pulumi/u,
            /install Pulumi again/u,
        ]);
        assertFindings(judgeLanguageHost({ ...facts, isScript: true }), ["skipped", /script/u]);
        assertFindings(judgeLanguageHost({ ...facts, languageHost: "/opt/pulumi/pulumi-language-nodejs" }), [
            "ok",
            /language host/u,
        ]);
        assertFindings(judgeLanguageHost({ ...facts, engine: undefined }), ["skipped", /no engine/u]);
    });

    it("what is on PATH is a program: no folder, no file that may not be started; links are followed", () => {
        const folder = mkdtempSync(join(tmpdir(), "path-"));
        const path = process.env["PATH"];
        try {
            for (const name of ["a", "b", "c", "d"]) mkdirSync(join(folder, name));
            mkdirSync(join(folder, "a", "tool"));
            writeFileSync(join(folder, "b", "tool"), "", { mode: 0o644 });
            symlinkSync("nowhere", join(folder, "c", "tool"));
            process.env["PATH"] = ["a", "b", "c", "d"].map((name) => join(folder, name)).join(delimiter);
            strictEqual(onPath("tool"), undefined);
            writeFileSync(join(folder, "real"), "", { mode: 0o755 });
            symlinkSync(join(folder, "real"), join(folder, "d", "tool"));
            strictEqual(onPath("tool"), realpathSync(join(folder, "real")));
        } finally {
            process.env["PATH"] = path;
            rmSync(folder, { recursive: true });
        }
    });

    it("language host: found on this machine beside the engine or on PATH; a script as engine says nothing", async () => {
        const folder = mkdtempSync(join(tmpdir(), "path-"));
        const path = process.env["PATH"];
        const here = new DoctorContext(projectRoot);
        const program = (name: string, text = "\u007fELF"): void => {
            writeFileSync(join(folder, name), text, { mode: 0o755 });
        };
        try {
            for (const name of ["bin", "other"]) mkdirSync(join(folder, name));
            process.env["PATH"] = ["bin", "other"].map((name) => join(folder, name)).join(delimiter);
            assertFindings(await languageHost.run(here), ["skipped", /no engine/u]);
            program("bin/pulumi");
            assertFindings(await languageHost.run(here), [
                "fault",
                /no pulumi-language-nodejs beside/u,
                /install Pulumi again/u,
            ]);
            program("other/pulumi-language-nodejs");
            assertFindings(await languageHost.run(here), ["ok", /language host/u]);
            rmSync(join(folder, "other"), { recursive: true });
            program("bin/pulumi-language-nodejs");
            assertFindings(await languageHost.run(here), ["ok", /language host/u]);
            rmSync(join(folder, "bin/pulumi-language-nodejs"));
            program("bin/pulumi", "#!/bin/sh\n");
            assertFindings(await languageHost.run(here), ["skipped", /script/u]);
        } finally {
            process.env["PATH"] = path;
            here.close();
            rmSync(folder, { recursive: true });
        }
    });

    it("plugins: installed; else downloaded; else a fault", () => {
        const aws = { name: "aws", version: "7.48.0" };
        const awsx = { name: "awsx", version: "3.9.0" };
        const wanted = [aws, awsx].map((each) => ({ ...each, isUsed: true }));
        const facts = {
            wanted,
            installed: [{ name: "aws", version: "7.47.0" }, awsx],
            downloads: true,
            installsBefore: true,
        };
        assertFindings(judgePlugins({ ...facts, installed: [aws, ...facts.installed] }), [
            "ok",
            /the plugins aws 7\.48\.0 and awsx 3\.9\.0 are installed/u,
        ]);
        assertFindings(judgePlugins(facts), [
            "warning",
            /the aws plugin .*installed: 7\.47\.0.*downloads it/u,
            /plugin install resource aws 7\.48\.0/u,
        ]);
        assertFindings(
            judgePlugins({ ...facts, installed: [], downloads: false }),
            ["fault", /aws plugin 7\.48\.0 is not installed, and the engine may not download it/u],
            ["fault", /awsx plugin 3\.9\.0 .*may not download/u, /plugin install resource awsx 3\.9\.0/u],
        );
        assertFindings(judgePlugins({ ...facts, wanted: [] }), ["fault", /npm packages/u, /npm ci/u]);
    });

    it("plugins: what other packages bring is downloaded by plain pulumi, and used by no stack", () => {
        const wanted = [
            { name: "aws", version: "7.48.0", isUsed: true },
            { name: "docker", version: "4.11.2", isUsed: false },
            { name: "docker-build", version: "0.0.14", isUsed: false },
        ];
        const facts = { wanted, installed: [wanted[0]!], downloads: true, installsBefore: true };
        assertFindings(
            judgePlugins(facts),
            ["ok", /the plugin aws 7\.48\.0 is installed/u],
            [
                "ok",
                /no stack uses docker 4\.11\.2 and docker-build 0\.0\.14, .*PULUMI_OPTION_SKIP_PLUGIN_PRE_INSTALL=true/u,
            ],
        );
        for (const more of [{ downloads: false }, { installsBefore: false }, { installed: wanted }])
            assertFindings(judgePlugins({ ...facts, ...more }), ["ok", /aws 7\.48\.0 is installed/u]);
    });

    it("plugins: those of all packages are found, as Pulumi's language host finds them", () => {
        const folder = mkdtempSync(join(tmpdir(), "packages-"));
        const add = (place: string, manifest: object): void => {
            mkdirSync(join(folder, place), { recursive: true });
            writeFileSync(join(folder, place, "package.json"), JSON.stringify(manifest));
        };
        const sdk = (name: string, version: string, pulumi: object = {}): object => ({
            name,
            version,
            pulumi: { resource: true, ...pulumi },
        });
        try {
            const dependencies = { "@pulumi/aws": "1", "@pulumi/pulumi": "3", "@acme/cloud": "1", plain: "1" };
            add("", { dependencies });
            deepStrictEqual(wantedPlugins(folder), []);
            add("node_modules/@pulumi/pulumi", { name: "@pulumi/pulumi", version: "3.0.0", pulumi: { comment: "no" } });
            add("node_modules/@pulumi/aws", sdk("@pulumi/aws", "7.48.0"));
            add("node_modules/@pulumi/awsx", sdk("@pulumi/awsx", "v3.9.0", { name: "awsx", version: "v3.9.1" }));
            add("node_modules/@pulumi/awsx/node_modules/@pulumi/aws", sdk("@pulumi/aws", "7.43.0"));
            add("node_modules/@acme/cloud", sdk("@acme/cloud", "1.2.3", { name: "acme" }));
            add("node_modules/@acme/nameless", sdk("@acme/nameless", "1.0.0"));
            add("node_modules/plain", { name: "plain", version: "1.0.0" });
            writeFileSync(join(folder, "node_modules/plain/package.json"), "{");
            mkdirSync(join(folder, "node_modules/.bin"));
            symlinkSync(join(folder, "node_modules"), join(folder, "node_modules/plain/node_modules"));
            deepStrictEqual(
                wantedPlugins(folder).map(({ name, version, isUsed }) => `${name} ${version}${isUsed ? " used" : ""}`),
                ["acme 1.2.3 used", "aws 7.48.0 used", "aws 7.43.0", "awsx 3.9.1"],
            );
        } finally {
            rmSync(folder, { recursive: true });
        }
        // This program's own; awsx brings docker in two versions.
        const own = wantedPlugins(projectRoot).map(({ name, isUsed }) => `${name}${isUsed ? " used" : ""}`);
        deepStrictEqual([...new Set(own)], ["aws used", "awsx used", "docker", "docker-build"]);
    });

    it("project: there is one", () => {
        assertFindings(judgeProject({ project: undefined }), ["fault", /no Pulumi\.yaml/u, /-C <folder>/u]);
        assertFindings(judgeProject({ project: { name: "acme-org" } }), ["ok", /acme-org/u]);
    });

    it("config: faults are counted, and org validate lists them; without a management file it is not yet", () => {
        const good = { stack: "management", faults: 0, warnings: 0 };
        assertFindings(judgeConfig({ stacks: [good] }), ["ok", /1 stack file without a fault/u]);
        assertFindings(
            judgeConfig({
                stacks: [
                    { ...good, faults: 2, warnings: 1 },
                    { stack: "security", faults: 0, warnings: 1 },
                ],
            }),
            ["fault", /Pulumi\.management\.yaml has 2 faults/u, /org validate --stack management/u],
            ["warning", /Pulumi\.security\.yaml has 1 warning/u],
        );
        assertFindings(judgeConfig({ stacks: [] }), ["skipped", /not yet/u, /org init/u]);
        assertFindings(
            judgeConfig({ stacks: [{ stack: "management", faults: 0, warnings: 0, example: ["admins[0]"] }] }),
            ["warning", /the example's values: admins\[0\]/u, /write your own, or take them out/u],
        );
    });

    it("management stack: an account that the last run did not know wants another run", () => {
        assertFindings(judgeManagementStack({ organizationId: "o-a", newAccounts: [] }), ["ok", /o-a/u]);
        assertFindings(judgeManagementStack({ organizationId: "o-a", newAccounts: ["apps"] }), [
            "warning",
            /apps/u,
            /pulumi up/u,
        ]);
    });
});

describe("org doctor: profiles", () => {
    const wanted = [
        { name: "ac-root-oaar", account: "111111111111" },
        { name: "ac-apps-oaar", account: "222222222222" },
    ];
    const role = (id: string): string => `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`;

    it("before the first run only the bootstrap profile is required", () => {
        const facts = { short: "ac", wanted: undefined };
        assertFindings(judgeProfiles({ ...facts, profiles: {} }), [
            "skipped",
            /not yet: there is no profile ac-bootstrap/u,
        ]);
        assertFindings(judgeProfiles({ ...facts, profiles: { "ac-bootstrap": undefined } }), ["ok", /ac-bootstrap/u]);
    });

    it("missing ones are a warning; one that enters another account than its name says is a fault", () => {
        const facts = { short: "ac", wanted };
        assertFindings(judgeProfiles({ ...facts, profiles: { "ac-root-oaar": role("111111111111") } }), [
            "warning",
            /no ac-apps-oaar/u,
            /org profiles render/u,
        ]);
        const profiles = { "ac-root-oaar": role("111111111111"), "ac-apps-oaar": role("999999999999") };
        assertFindings(judgeProfiles({ ...facts, profiles }), [
            "fault",
            /ac-apps-oaar enters 999999999999, not 222222222222/u,
        ]);
        // A profile by Identity Center takes on no role by itself.
        const sso = { "ac-root-oaar": undefined, "ac-apps-oaar": role("222222222222") };
        assertFindings(judgeProfiles({ ...facts, profiles: sso }), ["ok", /2 profiles/u]);
    });
});
