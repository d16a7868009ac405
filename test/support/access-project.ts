import type { IAMClient } from "@aws-sdk/client-iam";
import { clientsOf } from "./aws";
import { testPgpKey } from "./pgp-key";
import { TestProject, type EngineRun } from "./project";
import { accessRole, iamIn } from "./sessions";

export const managementId = "111111111111";

/** A company with roles, and accounts in which they are assumed. */
export const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: "aws@acme.example",
    management: { id: managementId },
    units: ["security", "workloads/prd", "workloads/devstg"],
    accounts: {
        security: { unit: "security" },
        "apps-prd": { unit: "workloads/prd" },
        "apps-devstg": { unit: "workloads/devstg" },
    },
    access: {
        DevOps: { accounts: ["*"], policies: ["PowerUserAccess"] },
        Auditor: { accounts: ["*", "management"], policies: ["ReadOnlyAccess", "SecurityAudit"], mfaAge: "1h" },
        Scanner: {
            accounts: ["apps-prd"],
            policies: ["SecurityAudit"],
            principals: ["999988887777"],
            externalId: "acme-7f3d",
        },
    },
    admins: ["alan.turing"],
    breakGlass: ["break-glass-1", "break-glass-2"],
    ci: {
        repository: "acme/aws-organization",
        ownerId: 123456,
        repositoryId: 456789,
        branch: "main",
        environment: "production",
    },
};

/** The company's people. */
export const security = {
    groups: { devops: { roles: ["DevOps"] }, auditors: { roles: ["Auditor"] } },
    users: {
        "ada.lovelace": { groups: ["devops"] },
        "grace.hopper": { groups: ["auditors"], pgpKey: testPgpKey },
        "mary.jackson": {},
    },
    audit: { trail: false, analyzer: false },
};

/** The security stack's output for profiles: which roles there are, by account. */
interface Profiles {
    readonly [account: string]: {
        readonly id: string;
        readonly roles: Readonly<Record<string, { readonly arn: string; readonly mfaAge: number }>>;
    };
}

/** The company in its own emulator, behind a fault proxy. */
export class AccessProject {
    /** All output of the engine during the runs of `up`. */
    readonly printed: string[] = [];
    profiles: Profiles = {};

    private constructor(readonly project: TestProject) {}

    /** Opens it with the stacks of the organization, of its people and of these members. */
    static async open(members: readonly string[]): Promise<AccessProject> {
        const account = { id: managementId, email: company.email, name: "acme-management" };
        const project = await TestProject.open({ management: company, security }, account, "us-east-1", { faults: [] });
        const opened = new AccessProject(project);
        try {
            for (const stack of ["management", "security", ...members]) {
                await project.must("stack", "init", stack);
                await opened.up(stack);
            }
            opened.profiles = (await opened.outputs<{ profiles: Profiles }>("security")).profiles;
            return opened;
        } catch (error) {
            await project.close();
            throw error;
        }
    }

    /** Throws the engine's output unless it succeeds. */
    async up(stack: string): Promise<EngineRun> {
        // The provider waits a minute for the state bucket's lifecycle, by design, and access does not depend on it.
        const quick = stack === "management" ? ["--exclude", "**state-lifecycle"] : [];
        const result = await this.project.pulumi("up", "--stack", stack, "--yes", "--skip-preview", ...quick);
        this.printed.push(result.text);
        if (result.exitCode !== 0) throw new Error(`up ${stack}: ${result.text}`);
        return result;
    }

    async outputs<T>(stack: string): Promise<T> {
        return JSON.parse(await this.project.must("stack", "output", "--stack", stack, "--json")) as T;
    }

    /** ARN of the role with which the management account enters a member. */
    roleOf(key: string): string {
        return accessRole(this.profiles[key]!.id);
    }

    async iamOf(key: string): Promise<IAMClient> {
        const { sandbox } = this.project;
        return key === "management" ? clientsOf(sandbox).iam : iamIn(sandbox, this.profiles[key]!.id);
    }
}
