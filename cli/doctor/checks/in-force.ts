/** Whether what the config switches on is on at AWS itself: the state alone does not tell. */
import { lacksOf, lackText, type Lack } from "../../../aws/in-force";
import { check } from "../check";
import { fault, ok, type Finding } from "../line";
import { accountsOfOrganization, policies, root, trustedServices, units } from "../organization-facts";

export interface InForceFacts {
    readonly lacks: readonly Lack[];
    /** How much of each there should be. */
    readonly counts: { readonly types: number; readonly services: number; readonly policies: number };
}

export const inForce = check<InForceFacts>(
    {
        id: "in-force",
        group: "organization",
        proves: "policy types and trusted services of the config are on at AWS, and its policies are attached to their targets, whatever the state says",
        cure: "`pulumi up --stack management`",
        asks: [
            "organizations:ListRoots",
            "organizations:ListAWSServiceAccessForOrganization",
            "organizations:ListPolicies",
            "organizations:ListTargetsForPolicy",
        ],
    },
    async (scene) => {
        const config = scene.config();
        // Before the first run all of it is lacking, which is no fault.
        await scene.outputs();
        const { Id: rootId, PolicyTypes: types = [] } = await root(scene);
        return {
            lacks: lacksOf(config, {
                rootId: rootId!,
                policyTypes: types.filter(({ Status }) => Status === "ENABLED").map(({ Type }) => Type!),
                services: await trustedServices(scene),
                policies: await policies(scene),
                units: (await units(scene)).paths,
                accounts: await accountsOfOrganization(scene),
            }),
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
