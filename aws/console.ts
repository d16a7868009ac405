import { partitionNamed } from "../config/aws-facts";

/** Address of a page in a service's console, as in `consolePage("aws", "us-east-1", "iam", "/users")`. */
export function consolePage(partition: string, region: string, service: string, page = ""): string {
    const address = `https://${partitionNamed(partition).console}/${service}/home?region=${region}`;
    return page === "" ? address : `${address}#${page}`;
}

/** Address of an account's sign-in page for IAM users. */
export function signInPage(partition: string, account: string, region: string): string {
    return partitionNamed(partition).signIn(account, region);
}
