/** A Terraform root module with the resources of member stacks in other accounts. Each account has its own provider. */
import { execa } from "execa";
import * as fs from "node:fs";
import * as path from "node:path";
import { hasGo } from "../../support/go";
import type { StateResource } from "../../support/project";

/** A resource of a stack's state, with the program's inputs. */
interface GivenResource extends StateResource {
    readonly inputs?: Readonly<Record<string, unknown>>;
}

/** A member's stack, as the program has created it. */
export interface MemberStack {
    /** Its name, which is the account's key. */
    readonly stack: string;
    readonly id: string;
    /** Each comes after all that it refers to, as in the engine's state. */
    readonly resources: readonly GivenResource[];
}

/** An account for Terraform. Its id and key replace those of the stack. */
export interface TerraformAccount {
    /** `tf-001`. */
    readonly key: string;
    readonly id: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Terraform's name of a resource type: `aws_iam_role` for `aws:iam/role:Role`. Error: the type is not one of the AWS provider. */
export function typeOf(token: string): string {
    const [, module = "", name = ""] = /^aws:(\w+)\/\w+:(\w+)$/u.exec(token) ?? [];
    if (name === "") throw new Error(`${token} is no type of the AWS provider`);
    return `aws_${module}${snake(name)}`;
}

export function snake(name: string): string {
    return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

const accessRole = "OrganizationAccountAccessRole";

/**
 * The program's inputs as Terraform arguments. For the access role, which AWS created and the stack imported, the state has more inputs
 * than the program gives, so only two are used.
 */
function argumentsOf(inputs: Json): Json {
    const isAccessRole = inputs["name"] === accessRole;
    const given = Object.entries(inputs).filter(
        ([name]) => !name.startsWith("__") && (!isAccessRole || ["name", "assumeRolePolicy"].includes(name)),
    );
    return Object.fromEntries(given.map(([name, value]) => [snake(name), value]));
}

/** The module for these accounts: the resources of one member's stack, in each. */
export function rootModule({ stack, id: ownId, resources }: MemberStack, accounts: readonly TerraformAccount[]): Json {
    const given = resources.filter(({ type }) => type.startsWith("aws:"));
    const found: Record<string, Record<string, Json>> = {};
    const imports: Json[] = [];
    for (const { key, id } of accounts) {
        const roles = new Map<unknown, string>();
        for (const { type, urn, inputs = {} } of given) {
            const kind = typeOf(type);
            const name = `${key}-${urn
                .split("::")
                .at(-1)!
                .replace(/[^\w-]/gu, "-")}`;
            const text = JSON.stringify(argumentsOf(inputs)).replaceAll(ownId, id).replaceAll(stack, key);
            const values = JSON.parse(text) as Json;
            if (kind === "aws_iam_role") roles.set(values["name"], `\${${kind}.${name}.name}`);
            (found[kind] ??= {})[name] = {
                provider: `aws.${key}`,
                ...values,
                ...(values["role"] === undefined ? {} : { role: roles.get(values["role"]) }),
            };
            if (values["name"] === accessRole) {
                // The same as in components/access/member-access-role.
                const ignored = ["description", "max_session_duration", "path", "permissions_boundary", "tags"];
                Object.assign(found[kind][name], { lifecycle: { ignore_changes: ignored } });
                imports.push({ to: `${kind}.${name}`, id: accessRole });
            }
        }
    }
    return {
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        provider: {
            aws: accounts.map(({ key, id }) => ({
                alias: key,
                region: "us-east-1",
                allowed_account_ids: [id],
                assume_role: [
                    {
                        role_arn: `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`,
                        session_name: `terraform-${key}`,
                    },
                ],
            })),
        },
        import: imports,
        resource: found,
    };
}

/** Whether Terraform is on PATH, and Go for its plugin. */
export async function hasTerraform(): Promise<boolean> {
    const { failed } = await execa("terraform", ["version"], { reject: false });
    return !failed && (await hasGo());
}

/** A folder with the module, and an environment in which Terraform uses the plugin that was built here. */
export class TerraformRoot {
    constructor(
        readonly folder: string,
        plugin: string,
        private readonly environment: NodeJS.ProcessEnv,
    ) {
        fs.mkdirSync(folder, { recursive: true });
        const settings = `provider_installation {\n  dev_overrides { "hashicorp/aws" = ${JSON.stringify(plugin)} }\n}\n`;
        fs.writeFileSync(path.join(folder, "terraformrc"), settings);
    }

    get env(): NodeJS.ProcessEnv {
        return {
            ...this.environment,
            TF_CLI_CONFIG_FILE: path.join(this.folder, "terraformrc"),
            TF_IN_AUTOMATION: "true",
            CHECKPOINT_DISABLE: "true",
            // S3 Control adds the account id before the host name, which a proxy makes reachable, as in sandbox/tools.
            HTTP_PROXY: this.environment["AWS_ENDPOINT_URL"],
        };
    }

    write(module: Json): void {
        fs.writeFileSync(path.join(this.folder, "main.tf.json"), JSON.stringify(module, undefined, 1));
    }

    /** Moves the resources of other modules' states into this one's. */
    take(others: readonly TerraformRoot[]): void {
        const states = others.map(
            ({ folder }) =>
                JSON.parse(fs.readFileSync(path.join(folder, "terraform.tfstate"), "utf8")) as {
                    readonly resources: readonly unknown[];
                },
        );
        const state = { ...states[0]!, resources: states.flatMap(({ resources }) => resources) };
        fs.writeFileSync(path.join(this.folder, "terraform.tfstate"), JSON.stringify(state));
    }
}
