/**
 * The fleet of member stacks as users have it (the state's secrets are encrypted with a KMS key), compared with two others: `pulumi
 * preview` of each member of an earlier commit, one after another, as the official host starts it; and Terraform with one root module that
 * has the same resources in as many accounts, each with a provider with `assume_role`. All are measured in one run and in turn. Run by
 * `make bench`. FLEET_MEMBERS: number of members (60), in FLEET_ROUNDS (3) parts of the same size; FLEET_PARALLEL: how many at a time (2);
 * BENCH_BASELINE: the commit (0d38902). Without `terraform` on PATH, or Go, that part is skipped with a message.
 */
import { CreateAccountCommand, DescribeCreateAccountStatusCommand } from "@aws-sdk/client-organizations";
import * as path from "node:path";
import { processEnvironment } from "../../../sandbox/environment";
import { clientsOf } from "../../support/aws";
import { TestProject } from "../../support/project";
import { until } from "../../support/until";
import { Baseline } from "./baseline";
import { makeKey } from "./key";
import { measured, median, show, sum, type Taken } from "./measured";
import { terraformProvider } from "./terraform-provider";
import { hasTerraform, rootModule, TerraformRoot, type MemberStack, type TerraformAccount } from "./terraform-root";

const count = Number(process.env["FLEET_MEMBERS"] ?? 60);
const rounds = Number(process.env["FLEET_ROUNDS"] ?? 3);
const parallel = process.env["FLEET_PARALLEL"] ?? "2";
const commit = process.env["BENCH_BASELINE"] ?? "0d38902";
const org = path.join(__dirname, "..", "..", "..", "bin", "org.js");
const account = { id: "111111111111", email: "aws@acme.example", name: "acme-management" };
const members = Array.from({ length: count }, (_, index) => `apps-${String(index + 1).padStart(3, "0")}`);
/** Including Terraform's accounts. */
const accountQuota = 2 * count + 10;
const company = {
    "aws:region": "us-east-1",
    company: { name: "acme", short: "ac" },
    email: account.email,
    management: { id: account.id },
    accountQuota,
    units: ["security", "apps"],
    accounts: {
        security: { unit: "security" },
        ...Object.fromEntries(members.map((key) => [key, { unit: "apps" }] as const)),
    },
    access: { DevOps: { accounts: ["*"], policies: ["PowerUserAccess"] } },
    admins: ["ada.lovelace"],
};
const security = { groups: { devops: { roles: ["DevOps"] } }, audit: { trail: false, analyzer: false } };
const stacks = { management: company, security };

/** The members of a round. */
function partOf<T>(all: readonly T[], round: number): readonly T[] {
    return all.slice(Math.round((round * all.length) / rounds), Math.round(((round + 1) * all.length) / rounds));
}

const turns = Array.from({ length: rounds }, (_, round) => round);

/** Accounts for Terraform in the same organization, which its program does not know. */
async function makeAccounts(project: TestProject): Promise<readonly TerraformAccount[]> {
    const { organizations } = clientsOf(project.sandbox);
    const made: TerraformAccount[] = [];
    for (const member of members) {
        const key = member.replace("apps", "tf");
        const asked = { AccountName: key, Email: `aws+${key}@acme.example` };
        const { CreateAccountStatus: begun } = await organizations.send(new CreateAccountCommand(asked));
        const CreateAccountRequestId = begun!.Id!;
        let id: string | undefined;
        await until(async () => {
            const status = await organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }));
            id = status.CreateAccountStatus!.AccountId;
            return id !== undefined;
        });
        made.push({ key, id: id! });
    }
    return made;
}

/**
 * Brings up parts of the fleet from nothing, and in turn the same resources with Terraform. Returns Terraform's module with all of them.
 */
async function fromNothing(project: TestProject, plugin: string | undefined): Promise<TerraformRoot | undefined> {
    const folder = path.join(path.dirname(project.folder), "terraform");
    const env = processEnvironment(project.sandbox.folder, project.sandbox.environment);
    const accounts = plugin === undefined ? [] : await makeAccounts(project);
    const roots: TerraformRoot[] = [];
    const [ours, theirs]: [Taken[], Taken[]] = [[], []];
    let given: MemberStack | undefined;
    for (const round of turns) {
        const only = partOf(members, round);
        ours.push(await fleet(project, "up", "--yes", "--only", only.join(",")));
        show(`org fleet up of ${only.length} members from nothing`, ours.at(-1)!);
        if (plugin === undefined) continue;
        given ??= await memberStack(project, only[0]!);
        const root = new TerraformRoot(path.join(folder, String(round)), plugin, env);
        root.write(rootModule(given, partOf(accounts, round)));
        const apply = ["terraform", "apply", "-auto-approve", "-input=false", "-no-color"];
        theirs.push(await measured(root.folder, root.env, apply));
        show(`terraform apply of the same in ${only.length} accounts`, theirs.at(-1)!);
        roots.push(root);
    }
    if (plugin === undefined) return undefined;
    compare("org fleet up from nothing beside terraform apply", median(ours), median(theirs));
    const all = new TerraformRoot(path.join(folder, "all"), plugin, env);
    all.write(rootModule(given!, accounts));
    all.take(roots);
    return all;
}

function fleet(project: TestProject, ...words: readonly string[]): Promise<Taken> {
    const env = processEnvironment(project.sandbox.folder, project.sandbox.environment);
    return measured(project.folder, env, [process.execPath, org, "fleet", ...words, "--parallel", parallel]);
}

async function memberStack(project: TestProject, stack: string): Promise<MemberStack> {
    const printed = await project.must("stack", "output", "account", "--stack", stack, "--json");
    const { id } = JSON.parse(printed) as { readonly id: string };
    return { stack, id, resources: await project.state(stack) };
}

/** Previews without changes, in turn: the whole fleet, a part of it one after another, and Terraform's plan of everything. */
async function nothingToChange(
    project: TestProject,
    baseline: Baseline,
    root: TerraformRoot | undefined,
): Promise<void> {
    const [ours, theirs, before]: [Taken[], Taken[], Taken[]] = [[], [], []];
    for (const round of turns) {
        ours.push(await fleet(project, "preview", "--only", "apps-*"));
        show(`org fleet preview of ${count} members`, ours.at(-1)!);
        const part = partOf(members, round);
        before.push(await baseline.previews(part));
        show(`pulumi preview of ${part.length} at ${commit}, one after another`, before.at(-1)!);
        if (root === undefined) continue;
        const plan = ["terraform", "plan", "-input=false", "-no-color", "-detailed-exitcode"];
        theirs.push(await measured(root.folder, root.env, plan));
        show(`terraform plan of the same in ${count} accounts`, theirs.at(-1)!);
    }
    // It has as many stacks, each previewed once.
    compare(`org fleet preview beside pulumi preview at ${commit} one after another`, median(ours), sum(before));
    if (root !== undefined) compare("org fleet preview beside terraform plan", median(ours), median(theirs));
}

function compare(what: string, a: Taken, b: Taken): void {
    const ratio = (key: keyof Taken): string => (a[key] / b[key]).toFixed(2);
    console.log(`${what}, medians: CPU ${ratio("cpu")}, wall ${ratio("wall")}, memory ${ratio("memory")}`);
}

async function main(): Promise<void> {
    const plugin = (await hasTerraform()) ? await terraformProvider() : undefined;
    if (plugin === undefined) console.log("Terraform, or Go for its plugin, is not on PATH: it is left out");
    const baseline = await Baseline.open(commit, stacks, account, accountQuota);
    const opened = await TestProject.open(stacks, account, "us-east-1", { asUser: true, accountQuota });
    // For a stack without a file, the engine takes the secrets provider from its state.
    const project = opened.with({ PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true" });
    try {
        await project.must(
            "stack",
            "init",
            "management",
            "--secrets-provider",
            await makeKey(project.sandbox.emulator),
        );
        await fleet(project, "up", "--yes", "--first");
        const root = await fromNothing(project, plugin);
        await baseline.up(members);
        await nothingToChange(project, baseline, root);
    } finally {
        await baseline.close();
        await project.close();
    }
}

void main();
