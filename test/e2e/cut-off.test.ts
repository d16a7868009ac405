/**
 * Commands that write, cut off at seeded moments by Ctrl-C (SIGINT to all that they started) and by SIGKILL, then run again as their own
 * output says. `ORG_CUTS=10` cuts each as often; unless set, a few moments are enough.
 */
import { KMSClient, ListAliasesCommand, ListKeysCommand, DescribeKeyCommand } from "@aws-sdk/client-kms";
import {
    ListAccountsCommand,
    ListOrganizationalUnitsForParentCommand,
    ListRootsCommand,
    OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import * as fs from "node:fs";
import { endpoint } from "../../sandbox/emulator/emulator";
import { numbers, write } from "../support/cut";
import { FaultProxy } from "../support/fault-proxy";
import { StateProject } from "../support/state-project";

const cuts = Number(process.env["ORG_CUTS"] ?? 4);

const company = `# Acme's organization.
config:
  aws:region: us-east-1
  company: { name: acme, short: ac }
  email: aws@example.com
  ownedDomains: [example.com]
  management: { id: "111111111111" }
  units: [security]
  accounts:
    security: { unit: security }
  admins: [ada.lovelace]
`;

describe("org state create, cut off", () => {
    let project: StateProject;
    let proxy: FaultProxy;

    before(async () => {
        project = await StateProject.open("us-east-1", { real: true, file: company });
        proxy = await FaultProxy.open(endpoint(project.project.sandbox.emulator));
    });
    after(async () => {
        await proxy.close();
        await project.close();
    });

    it("goes on where it was cut, as often as it is, and ends as if it had not been", async () => {
        const random = numbers(22);
        const environment = { AWS_ENDPOINT_URL: proxy.endpoint };
        const told: string[] = [];
        for (let cut = 0; cut < cuts; cut += 1) {
            const signal = cut % 2 === 0 ? "SIGINT" : "SIGKILL";
            proxy.reset();
            const count = 1 + Math.floor(random() * 12);
            const run = await project.cutOrg(
                ["state", "create", "--yes"],
                { signal, moment: write(proxy, count) },
                environment,
            );
            told.push(`${signal} after ${count} writes: ${run.exitCode}`);
            if (!run.isCut || signal === "SIGKILL") continue;
            ok([0, 130].includes(run.exitCode), run.text);
            if (run.exitCode === 130)
                match(
                    run.stderr,
                    /error: interrupted\n +→ run it again, it goes on from here: npx org state create --yes$/mu,
                );
            deepEqual(await locks(), [], `no lock stays after Ctrl-C; ${run.text}`);
        }
        proxy.reset();
        const last = await project.org(["create", "--yes"], environment);
        equal(last.exitCode, 0, `${told.join("\n")}\n${last.text}`);

        match(project.read("Pulumi.management.yaml"), /^# Acme's organization\.\n[^]*secretsprovider: awskms/u);
        match(project.read("Pulumi.yaml"), /url: s3:\/\/ac-management-pulumi-state/u);
        const again = await project.org(["create", "--yes"], environment);
        equal(again.exitCode, 0, again.text);
        match(again.stderr, /Already there/u);

        const organizations = project.client(OrganizationsClient);
        const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
        deepEqual(Accounts.map(({ Name }) => Name).sort(), ["acme-management", "acme-security"], "none twice");
        const { Roots = [] } = await organizations.send(new ListRootsCommand({}));
        const units = await organizations.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId: Roots[0]!.Id! }),
        );
        deepEqual(
            units.OrganizationalUnits?.map(({ Name }) => Name),
            ["security"],
        );
        const kms = project.client(KMSClient);
        const { Keys = [] } = await kms.send(new ListKeysCommand({}));
        const keys = await Promise.all(Keys.map(({ KeyId }) => kms.send(new DescribeKeyCommand({ KeyId: KeyId! }))));
        const ours = keys.filter(({ KeyMetadata }) => /state/iu.test(KeyMetadata?.Description ?? ""));
        equal(ours.length, 1, JSON.stringify(ours));
        const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
        equal(Aliases.filter(({ AliasName }) => AliasName === "alias/ac-pulumi-state").length, 1);
        const { Buckets = [] } = await project.client(S3Client).send(new ListBucketsCommand({}));
        equal(Buckets.filter(({ Name }) => Name === "ac-management-pulumi-state").length, 1);
        deepEqual(await locks(), []);
        doesNotMatch(await project.must(["stack", "export", "--stack", "management"]), /pending_operations/u);
        deepEqual(
            fs.readdirSync(project.temporary).filter((name) => name.startsWith("org-")),
            [],
            "nothing of the killed runs stays",
        );
    });

    /** Locks of the stack, wherever its state is. */
    async function locks(): Promise<readonly string[]> {
        const local = `${project.folder}/.pulumi-state`;
        const files = fs.existsSync(local) ? Object.keys(project.files(local)) : [];
        const { Buckets = [] } = await project.client(S3Client).send(new ListBucketsCommand({}));
        const objects = Buckets.some(({ Name }) => Name === "ac-management-pulumi-state")
            ? await project
                  .client(S3Client)
                  .send(new ListObjectsV2Command({ Bucket: "ac-management-pulumi-state", Prefix: ".pulumi/locks/" }))
            : undefined;
        return [
            ...files.filter((name) => name.includes("/locks/") && name.endsWith(".json")),
            ...(objects?.Contents ?? []).map(({ Key }) => Key!),
        ];
    }
});
