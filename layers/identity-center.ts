import * as aws from "@pulumi/aws";
import type { Fault } from "../config/fault";

/** The organization's Identity Center. */
export interface IdentityCenter {
    readonly instanceArn: string;
    readonly identityStoreId: string;
}

/** The instance that the provider's account administers, in the provider's region, or why there is none. No API makes one. */
export async function findIdentityCenter(provider: aws.Provider, region: string): Promise<IdentityCenter | Fault> {
    const { arns, identityStoreIds } = await aws.ssoadmin.getInstances({}, { provider });
    const [instanceArn, identityStoreId] = [arns[0], identityStoreIds[0]];
    if (instanceArn !== undefined && identityStoreId !== undefined) return { instanceArn, identityStoreId };
    return {
        severity: "fault",
        path: "identity",
        value: "identity-center",
        message: `this account sees no Identity Center in ${region}: it is not switched on there, or is not delegated to the security account`,
        cure: `in the console of the management account, region ${region}: IAM Identity Center → Enable; and in Pulumi.management.yaml: delegatedAdministrators: { security: [sso.amazonaws.com] }`,
    };
}
