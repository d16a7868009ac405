import { existsSync } from "node:fs";
import { consolePage, signInPage } from "../../aws/console";
import { partitionNamed, partitionOf } from "../../config/aws-facts";
import { managementConfig } from "../common/check-stack";
import { findProject, stackFileOf } from "../common/project";
import { exitCodes, print, printJson } from "../common/ui";

/** Values that are filled into the guide. */
export interface GuideFacts {
    /** Name of the management account. */
    readonly account: string;
    /** 12 digits, or a placeholder in angle brackets. */
    readonly accountId: string;
    /** The group's email address. */
    readonly email: string;
    readonly short: string;
    readonly region: string;
    /** Name of the bootstrap user. */
    readonly user: string;
}

/** A step that a person does by hand. */
export interface GuideStep {
    readonly title: string;
    /** What to do, in order. A line that begins with `$ ` is a command. */
    readonly lines: readonly string[];
}

/** Prints the steps by hand that come before the first run, filled in from the config where there is one. Returns the exit code. */
export function guide(options: { readonly dir: string; readonly user: string; readonly json?: boolean }): number {
    const project = findProject(options.dir);
    const facts = existsSync(stackFileOf(project, "management"))
        ? factsOf(managementConfig(project), options.user)
        : { ...unknown, user: options.user };
    const steps = guideSteps(facts);
    if (options.json === true) printJson({ account: facts.accountId, user: facts.user, steps });
    else print(steps.map(shown).join("\n\n"));
    return exitCodes.ok;
}

/** Placeholders, for a project without a management stack file. */
const unknown: Omit<GuideFacts, "user"> = {
    account: "<company>-management",
    accountId: "<account id>",
    email: "<the group's address>",
    short: "<short>",
    region: "us-east-1",
};

function factsOf({ config, region }: ReturnType<typeof managementConfig>, user: string): GuideFacts {
    const { management, company } = config;
    return {
        account: management.name,
        accountId: management.id,
        email: management.email,
        short: company.short,
        region,
        user,
    };
}

/** The steps, from signing up for the account to the commands of the first runs. */
export function guideSteps(facts: GuideFacts): readonly GuideStep[] {
    const { account, accountId, email, short, region, user } = facts;
    const partition = partitionOf(region);
    const page = (service: string, path?: string): string => consolePage(partition, region, service, path);
    const profile = `${short}-bootstrap`;
    return [
        {
            title: "The account",
            lines: [
                `Sign up for a new AWS account with the name ${account} and the address ${email}: the group, never one person's mailbox.`,
                "Open the mail that AWS sends to verify the address: without that nobody can be invited later.",
                `Note the account's 12 digits (${page("billing", "/account")}): the config says ${accountId}.`,
            ],
        },
        !partitionNamed(partition).hasRootUser
            ? {
                  title: "The first user",
                  lines: ["Accounts in China have no root user: give the first user an MFA device."],
              }
            : {
                  title: "The root user",
                  lines: [
                      `Give the root user an MFA device (${page("iam", "/security_credentials")}), and a second one that is kept elsewhere.`,
                      "Make no access keys for it, and delete those that are there.",
                  ],
              },
        {
            title: `The user ${user}, for the first runs only`,
            lines: [
                `Create it (${page("iam", "/users/create")}): name ${user}, console access, policy AdministratorAccess attached directly.`,
                `Sign in as ${user} (${signInPage(partition, accountId, region)}) and add an MFA device: Security credentials → Assign MFA device.`,
            ],
        },
        {
            title: "Its credentials on this machine, without keys (AWS CLI 2.32 or later)",
            lines: [
                `$ aws login --profile ${profile}-login`,
                `$ aws configure set --profile ${profile} region ${region}`,
                `$ aws configure set --profile ${profile} credential_process "aws configure export-credentials --profile ${profile}-login --format process"`,
                "The browser asks for password and code; the session renews itself for up to 12 hours, and nothing lasting is left here.",
            ],
        },
        {
            title: "Or with an access key, where the CLI is older or there is no browser",
            lines: [
                `Create one: ${page("iam", `/users/details/${user}?section=security_credentials`)}`,
                `$ ./org profiles bootstrap`,
                `It asks for the key and writes profile ${profile}. The key goes when the user goes.`,
            ],
        },
        {
            title: "What comes next",
            lines: [
                `$ export AWS_PROFILE=${profile}`,
                "$ ./org init",
                "$ ./org doctor",
                "$ ./org state create       # the first pulumi up, and its state into the bucket",
                "$ ./org profiles render",
                `Every admin signs in and adds an MFA device. Then, as one of them:`,
                "$ unset AWS_PROFILE",
                `$ eval "$(./org mfa --profile ${short}-root-oaar)"`,
                "$ pulumi up --stack management",
                "$ ./org bootstrap-user remove",
            ],
        },
    ];
}

function shown({ title, lines }: GuideStep, index: number): string {
    return [
        `${index + 1}. ${title}`,
        ...lines.map((line) => (line.startsWith("$ ") ? `     ${line}` : `   - ${line}`)),
    ].join("\n");
}
