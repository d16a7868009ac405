/**
 * What the program uses of `@pulumi/aws`: to load the package whole, with 260 services, takes a quarter of a preview's start,
 * and of a type check more.
 */
export * as accessanalyzer from "@pulumi/aws/accessanalyzer";
export * as account from "@pulumi/aws/account";
export * as auditmanager from "@pulumi/aws/auditmanager";
export * as cloudtrail from "@pulumi/aws/cloudtrail";
export * as cloudwatch from "@pulumi/aws/cloudwatch";
export * as detective from "@pulumi/aws/detective";
export * as ebs from "@pulumi/aws/ebs";
export * as ec2 from "@pulumi/aws/ec2";
export * as fms from "@pulumi/aws/fms";
export * as guardduty from "@pulumi/aws/guardduty";
export * as iam from "@pulumi/aws/iam";
export * as identitystore from "@pulumi/aws/identitystore";
export * as inspector2 from "@pulumi/aws/inspector2";
export * as kms from "@pulumi/aws/kms";
export * as macie2 from "@pulumi/aws/macie2";
export * as organizations from "@pulumi/aws/organizations";
export * as s3 from "@pulumi/aws/s3";
export * as securityhub from "@pulumi/aws/securityhub";
export * as sns from "@pulumi/aws/sns";
export * as ssoadmin from "@pulumi/aws/ssoadmin";
export { Provider } from "@pulumi/aws/provider";
export type { Region } from "@pulumi/aws/types/enums";
