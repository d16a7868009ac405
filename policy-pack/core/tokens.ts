// Type tokens of the AWS provider and, where it has the same thing, of the native one: rules compare tokens, for loading
// @pulumi/aws in the pack would cost each preview a second.

/** Accounts of an organization. */
export const accountTypes = ["aws:organizations/account:Account", "aws-native:organizations:Account"] as const;

export const organizationType = "aws:organizations/organization:Organization";

const unitType = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** What is lost with its members or cannot be made again. */
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
