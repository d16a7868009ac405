import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
    keepClients,
    keepNames,
    keepServicePackages,
    shortenWaits,
    trimProvider,
} from "../../../sandbox/provider/trim";

// Excerpts from the module's generated files.
const servicePackages = `package sdkv2

import (
	"context"

	"github.com/hashicorp/terraform-provider-aws/internal/conns"
	"github.com/hashicorp/terraform-provider-aws/internal/service/iam"
	"github.com/hashicorp/terraform-provider-aws/internal/service/workspaces"
)

func servicePackages(ctx context.Context) []conns.ServicePackage {
	return []conns.ServicePackage{
		iam.ServicePackage(ctx),
		workspaces.ServicePackage(ctx),
	}
}
`;
const clients = `package conns

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	elasticsearch "github.com/aws/aws-sdk-go-v2/service/elasticsearchservice"
	"github.com/hashicorp/terraform-provider-aws/names"
)

func (c *AWSClient) IAMClient(ctx context.Context) *iam.Client {
	return errs.Must(client[*iam.Client](ctx, c, names.IAM, make(map[string]any)))
}

func (c *AWSClient) ElasticsearchClient(ctx context.Context) *elasticsearch.Client {
	return errs.Must(client[*elasticsearch.Client](ctx, c, names.Elasticsearch, make(map[string]any)))
}

func (c *AWSClient) OrganizationsClient(ctx context.Context) *organizations.Client {
	return errs.Must(client[*organizations.Client](ctx, c, names.Organizations, make(map[string]any)))
}
`;
const names = `# what the provider calls its services

service "iam" {
  sdk {
    id = "IAM"
  }
  brand = "AWS"
}

service "workspaces" {
  sdk {
    id = "WorkSpaces"
  }
}
`;

describe("the trimmed provider", () => {
    it("keeps the service packages that are named, and nothing of the others", () => {
        const kept = keepServicePackages(servicePackages, new Set(["iam"]));
        ok(!kept.includes("workspaces"));
        strictEqual(kept.split("\n").length, servicePackages.split("\n").length - 2);
        ok(kept.includes("internal/conns"), "an import of another kind stays");
        strictEqual(keepServicePackages(servicePackages, new Set(["iam", "workspaces"])), servicePackages);
    });

    it("keeps the names of the services that are kept", () => {
        const kept = keepNames(names, new Set(["iam"]));
        strictEqual(kept, names.slice(0, names.indexOf('service "workspaces"')));
        strictEqual(keepNames(names, new Set(["iam", "workspaces"])), names);
    });

    it("keeps the clients that are called, and the imports that they need", () => {
        const kept = keepClients(clients, new Set(["IAMClient", "OrganizationsClient"]));
        ok(!kept.toLowerCase().includes("elasticsearch"), "an import under another name goes with its client");
        for (const part of ["service/iam", "service/organizations", "names.IAM", "provider-aws/names"])
            ok(kept.includes(part), part);
        strictEqual(
            keepClients(clients, new Set(["IAMClient", "ElasticsearchClient", "OrganizationsClient"])),
            clients,
        );
    });

    it("waits a hundredth of the time for what the emulator has at once, and asks as many times", () => {
        const waiter = (delay: string, interval: string): string =>
            [
                "\tstateConf := &retry.StateChangeConf{",
                "\t\tTimeout: 2 * time.Minute,",
                `\t\tDelay:   ${delay},`,
                "\t\tContinuousTargetOccurence: 10,",
                `\t\tPollInterval:              ${interval}, // not too often`,
                "\t}",
            ].join("\n");
        strictEqual(
            shortenWaits(waiter("10 * time.Second", "1 * time.Minute")),
            waiter("10 * time.Second / 100", "1 * time.Minute / 100"),
        );
        strictEqual(shortenWaits(waiter("delay", "interval")), waiter("delay", "interval"));
    });

    describe("on disk", () => {
        let folder: string;
        const write = (file: string, text: string): void => {
            fs.mkdirSync(path.dirname(path.join(folder, "source", file)), { recursive: true });
            fs.writeFileSync(path.join(folder, "source", file), text, { mode: 0o444 });
        };

        beforeEach(() => {
            folder = fs.mkdtempSync(path.join(os.tmpdir(), "trim "));
            write("go.mod", "module github.com/hashicorp/terraform-provider-aws\n");
            write("names/names.go", "package names\n");
            write("names/data/names_data.hcl", names);
            write("version/version.go", "package version\n");
            write("xpprovider/provider.go", "package xpprovider\n");
            write("internal/provider/sdkv2/service_packages_gen.go", servicePackages);
            write("internal/conns/awsclient_gen.go", clients);
            const imported = `import tf "github.com/hashicorp/terraform-provider-aws/internal/service/organizations"\n`;
            write("internal/service/iam/role.go", `package iam\n${imported}func f() { c.IAMClient(ctx) }\n`);
            write(
                "internal/service/iam/role_test.go",
                "package iam\n// workspaces.Client of c.ElasticsearchClient(ctx)\n",
            );
            write(
                "internal/service/organizations/account.go",
                "package organizations\nvar _ = c.OrganizationsClient(ctx)\n",
            );
            write("internal/service/workspaces/workspace.go", "package workspaces\n");
            write("internal/service/doc.go", "package service\n");
        });
        afterEach(() => {
            fs.rmSync(folder, { recursive: true, force: true });
        });

        it("a package brings those that it imports; tests stay behind; all can be written", () => {
            const target = path.join(folder, "target");
            trimProvider(path.join(folder, "source"), target, ["iam"]);
            deepStrictEqual(fs.readdirSync(path.join(target, "internal/service")).sort(), [
                "doc.go",
                "iam",
                "organizations",
            ]);
            deepStrictEqual(fs.readdirSync(path.join(target, "internal/service/iam")), ["role.go"]);
            const text = fs.readFileSync(path.join(target, "internal/conns/awsclient_gen.go"), "utf8");
            ok(text.includes("OrganizationsClient") && !text.includes("ElasticsearchClient"));
            const named = fs.readFileSync(path.join(target, "names/data/names_data.hcl"), "utf8");
            ok(named.includes("iam") && !named.includes("workspaces"));
            fs.accessSync(path.join(target, "go.mod"), fs.constants.W_OK);
            strictEqual(fs.statSync(path.join(target, "go.mod")).mode & 0o777, 0o644);
        });

        it("a service that the module lacks is named", () => {
            const run = (): void => {
                trimProvider(path.join(folder, "source"), path.join(folder, "target"), ["iam", "telepathy"]);
            };
            throws(run, /telepathy/);
        });
    });
});
