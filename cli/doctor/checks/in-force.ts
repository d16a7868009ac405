/** Whether AWS has what the config enables: the state alone does not show that. */
import { contentLacks, lacksOf, lackText, type Lack } from "../../../aws/in-force";
import { noneAt } from "../../../aws/error-codes";
import { findPolicy } from "../../../aws/snapshot-target";
import { readRootFeatures } from "../../../aws/root-access";
import { check } from "../check";
import { fault, ok, type Finding } from "../line";
import { accountsOfOrganization, policies, root, trustedServices, units } from "../organization-facts";

export interface InForceFacts {
    readonly lacks: readonly Lack[];
    /** How many of each the config has. */
    readonly counts: { readonly types: number; readonly services: number; readonly policies: number };
}

export const inForce = check<InForceFacts>(
    {
        id: "in-force",
        group: "organization",
        proves: "policy types, trusted services and the central root access of the config are on at AWS, and its policies are there with their documents and attachments, whatever the state says",
        cure: "`pulumi up --stack management`",
        asks: [
            "organizations:ListRoots",
            "organizations:ListAWSServiceAccessForOrganization",
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy",
            "organizations:DescribePolicy",
            "iam:ListOrganizationsFeatures",
        ],
    },
    async (context) => {
        const config = context.config();
        // Before the first run everything is missing, which is no fault.
        await context.outputs();
        const { IAMClient } = await import("@aws-sdk/client-iam");
        const { Id: rootId, PolicyTypes: types = [] } = await root(context);
        const organization = {
            rootId: rootId!,
            policyTypes: types.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!),
            services: await trustedServices(context),
            policies: await policies(context),
            units: (await units(context)).paths,
            accounts: await accountsOfOrganization(context),
            rootFeatures: await readRootFeatures(context.client(IAMClient)).catch(noneAt("AccessDenied")),
        };
        const { readPolicyContents } = await import("../../../aws/policy-contents");
        const ids = config.policies.flatMap((policy) => findPolicy(policy, { organization })?.id ?? []);
        const contents = await readPolicyContents(await context.organizations(), ids);
        return {
            lacks: [...lacksOf(config, organization), ...contentLacks(config, organization, contents)],
            counts: {
                types: config.organization.policyTypes.length,
                services: config.organization.services.length,
                policies: config.policies.length,
            },
        };
    },
    judgeInForce,
);

export function judgeInForce({ lacks, counts }: InForceFacts): readonly Finding[] {
    if (lacks.length === 0)
        return [
            ok(
                `on at AWS: policy types ${counts.types}, trusted services ${counts.services}, policies with their attachments ${counts.policies}`,
            ),
        ];
    return lacks.map((lack) =>
        lack.kind === "policy"
            ? fault(lackText(lack), "pulumi up --refresh --stack management makes it", lack.name)
            : fault(lackText(lack), "pulumi up --stack management switches it on", lack.name),
    );
}
