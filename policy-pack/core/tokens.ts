// Type tokens of the AWS provider and, where it has the same resource, of the native one. Rules compare tokens, because
// loading @pulumi/aws in the pack would cost a second at each preview.

/** Accounts of an organization. */
export const accountTypes = ["aws:organizations/account:Account", "aws-native:organizations:Account"] as const;

export const organizationType = "aws:organizations/organization:Organization";

const unitType = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** Resources that are lost with all they hold, or cannot be created again. */
export const irreversibleTypes = [
    ...accountTypes,
    organizationType,
    unitType,
    "aws-native:organizations:Organization",
    "aws-native:organizations:OrganizationalUnit",
] as const;

export const organizationPolicyTypes = ["aws:organizations/policy:Policy", "aws-native:organizations:Policy"] as const;

/** Roles, whose trust policy is `assumeRolePolicy` or `assumeRolePolicyDocument`. */
export const roleTypes = ["aws:iam/role:Role", "aws-native:iam:Role"] as const;

export const trailType = "aws:cloudtrail/trail:Trail";

/** Buckets: `BucketV2` is the name of `Bucket` before @pulumi/aws 7. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;
