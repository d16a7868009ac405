import {
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRolePolicyCommand,
    type IAMClient,
    paginateListAttachedRolePolicies,
    paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { collect } from "../../aws/snapshot";

interface Statement {
    readonly Effect: string;
    readonly Action?: string | readonly string[];
    readonly Resource?: string | readonly string[];
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
    value === undefined ? [] : typeof value === "string" ? [value] : value;

/** What a role's deployed policies, managed and inline, allow. Conditions are ignored. */
export class RoleGrants {
    private constructor(private readonly statements: readonly Statement[]) {}

    static async of(client: IAMClient, RoleName: string): Promise<RoleGrants> {
        const texts: string[] = [];
        const names = await collect(paginateListRolePolicies({ client }, { RoleName }), (page) => page.PolicyNames);
        for (const PolicyName of names)
            texts.push((await client.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument!);
        const attached = await collect(
            paginateListAttachedRolePolicies({ client }, { RoleName }),
            (page) => page.AttachedPolicies,
        );
        for (const { PolicyArn } of attached) {
            const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: PolicyArn! }));
            const version = { PolicyArn: PolicyArn!, VersionId: Policy!.DefaultVersionId! };
            texts.push((await client.send(new GetPolicyVersionCommand(version))).PolicyVersion!.Document!);
        }
        return new RoleGrants(
            texts.flatMap((text) => {
                const { Statement: all } = JSON.parse(decodeURIComponent(text)) as {
                    Statement: Statement | readonly Statement[];
                };
                return Array.isArray(all) ? (all as readonly Statement[]) : [all as Statement];
            }),
        );
    }

    /** Resources on which the role may take the action, as its policies write them; Deny statements are ignored. */
    resources(action: string): readonly string[] {
        const pattern = (text: string): RegExp =>
            new RegExp(`^${text.replace(/[.+^${}()|[\]\\]/gu, "\\$&").replace(/\*/gu, ".*")}$`, "iu");
        return this.statements
            .filter(
                ({ Effect, Action }) => Effect === "Allow" && listOf(Action).some((each) => pattern(each).test(action)),
            )
            .flatMap(({ Resource }) => listOf(Resource));
    }
}
