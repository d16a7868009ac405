/** The accounts in which people have IAM users, and the people that the config has there. */
import { IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { whoAmI, type Caller } from "../../aws/caller";
import { awsClient, type ClientOptions } from "../../aws/clients";
import { findAccount } from "../../aws/unmanaged";
import { readStackFiles, type ManagementConfig, type ManagementOutputs } from "../../config";
import { securityKey } from "../../config/names";
import { isSame, refuseAccount } from "../bootstrap-user/proof";
import { checkStack, managementConfig } from "../common/check-stack";
import { stackOutputs } from "../common/engine";
import { unlessFailed } from "../common/interrupt";
import { findProject, type Project } from "../common/project";
import { say } from "../common/ui";

/** The keys of the stack files that have people. */
export type PeopleMap = "admins" | "breakGlass" | "users";

/** A person of the config. */
export interface ConfigPerson {
    readonly name: string;
    readonly map: PeopleMap;
    /** Names of the roles that the person's groups may assume. */
    readonly roles: readonly string[];
}

/** An account with people's users, and its stack. */
export interface Place {
    readonly stack: "management" | "security";
    /** 12 digits. */
    readonly accountId: string;
    readonly iam: IAMClient;
    readonly people: readonly ConfigPerson[];
}

/** What the commands on people need. */
export interface PeopleFacts {
    readonly project: Project;
    readonly config: ManagementConfig;
    readonly caller: Caller;
    readonly places: readonly Place[];
    /** Why the security account could not be read; absent: it was read, or the organization has no users there. */
    readonly notAsked?: string;
}

/**
 * Reads the config and enters the accounts.
 *
 * @throws CliError where the credentials are not the management account's
 */
export async function readPeopleFacts(dir: string): Promise<PeopleFacts> {
    const project = findProject(dir);
    const { config, region } = managementConfig(project);
    const caller = await whoAmI({ region });
    refuseAccount(caller, config);
    const management: Place = {
        stack: "management",
        accountId: config.management.id,
        iam: awsClient(IAMClient, { region }),
        people: managementPeople(config),
    };
    const facts = { project, config, caller };
    if (!config.accounts.some(({ key }) => key === securityKey)) return { ...facts, places: [management] };
    try {
        const accountId = await securityAccountId(project, config, region);
        if (accountId === undefined) return { ...facts, places: [management] };
        const options = await securityOptions(config, caller, accountId, region);
        const security: Place = {
            stack: "security",
            accountId,
            iam: awsClient(IAMClient, options),
            people: securityPeople(project),
        };
        return { ...facts, places: [management, security] };
    } catch (error) {
        return { ...facts, places: [management], notAsked: (error as Error).message };
    }
}

/** Prints that the security account could not be read, if so. */
export function sayNotAsked({ notAsked }: PeopleFacts): void {
    if (notAsked !== undefined) say(`! the users of the security account are not known: ${notAsked}`);
}

/** The person with this name; IAM ignores case. */
export function personOf({ people }: Place, name: string): ConfigPerson | undefined {
    return people.find((each) => isSame(each.name, name));
}

function managementPeople({ admins, breakGlass, management, identity }: ManagementConfig): readonly ConfigPerson[] {
    const isUsers = identity.includes("users");
    return [
        ...(isUsers ? admins : []).map(({ name }) => ({
            name,
            map: "admins" as const,
            roles: [management.roleName],
        })),
        ...breakGlass.map(({ name }) => ({ name, map: "breakGlass" as const, roles: [] })),
    ];
}

/** People of the security stack's file; without roles where the file has faults, which `org validate` reports. */
function securityPeople(project: Project): readonly ConfigPerson[] {
    const files = readStackFiles(project.stackDir, project.name, ["management", "security"]);
    const { security } = files;
    if (security === undefined) return [];
    const { parsed } = checkStack("security", "security", files, project);
    if (!parsed.ok) return Object.keys(security.raw["users"] ?? {}).map((name) => ({ name, map: "users", roles: [] }));
    const { users, groups } = parsed.value;
    return users.map((user) => ({
        name: user.name,
        map: "users",
        roles: [
            ...new Set(groups.filter(({ name }) => user.groups.includes(name)).flatMap(({ roles }) => roles)),
        ].sort(),
    }));
}

/** Id of the security account; undefined where the organization does not have it yet. */
async function securityAccountId(
    project: Project,
    config: ManagementConfig,
    region: string,
): Promise<string | undefined> {
    const account = config.accounts.find(({ key }) => key === securityKey)!;
    if (account.id !== undefined) return account.id;
    const outputs = await unlessFailed(stackOutputs(project, "management"));
    const accounts = (outputs?.["accounts"] ?? {}) as ManagementOutputs["accounts"];
    const known = accounts[securityKey]?.id ?? undefined;
    if (known !== undefined) return known;
    const { OrganizationsClient, paginateListAccounts } = await import("@aws-sdk/client-organizations");
    const client = awsClient(OrganizationsClient, { region });
    const found = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}))
        found.push(
            ...Accounts.map(({ Id, Name, Email }) => ({ id: Id!, name: Name!, email: Email!, state: "ACTIVE" })),
        );
    return findAccount(account, found, { accounts: {} })?.id;
}

async function securityOptions(
    config: ManagementConfig,
    { arn }: Caller,
    id: string,
    region: string,
): Promise<ClientOptions> {
    const { roleName } = config.accounts.find(({ key }) => key === securityKey)!;
    const { Credentials: keys } = await awsClient(STSClient, { region }).send(
        new AssumeRoleCommand({
            RoleArn: `arn:${arn.split(":")[1]!}:iam::${id}:role/${roleName}`,
            RoleSessionName: "org-people",
            DurationSeconds: 900,
        }),
    );
    return {
        region,
        credentials: {
            accessKeyId: keys!.AccessKeyId!,
            secretAccessKey: keys!.SecretAccessKey!,
            sessionToken: keys!.SessionToken!,
        },
    };
}
