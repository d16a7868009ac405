import { partitionNamed } from "../config/aws-facts";

/** Address of a page of a service's console: `consolePage("aws", "us-east-1", "iam", "/users")`. */
export function consolePage(partition: string, region: string, service: string, page = ""): string {
    const address = `https://${partitionNamed(partition).console}/${service}/home?region=${region}`;
    return page === "" ? address : `${address}#${page}`;
}

/** Where IAM users of an account sign in. */
export function signInPage(partition: string, account: string, region: string): string {
    return partitionNamed(partition).signIn(account, region);
}
