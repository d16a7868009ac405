/** Where AWS's console is, by partition. */
interface ConsoleHosts {
    readonly console: string;
    readonly signIn: string;
}

// IAM user guide of each partition, "How IAM users sign in to your AWS account"; read 2026-11-25.
const consoles: Readonly<Record<string, ConsoleHosts>> = {
    aws: { console: "console.aws.amazon.com", signIn: "signin.aws.amazon.com" },
    "aws-cn": { console: "console.amazonaws.cn", signIn: "signin.amazonaws.cn" },
    "aws-us-gov": { console: "console.amazonaws-us-gov.com", signIn: "signin.amazonaws-us-gov.com" },
};

/** Address of a page of a service's console: `consolePage("aws", "us-east-1", "iam", "/users")`. */
export function consolePage(partition: string, region: string, service: string, page = ""): string {
    const address = `https://${hostsOf(partition).console}/${service}/home?region=${region}`;
    return page === "" ? address : `${address}#${page}`;
}

/** Where IAM users of an account sign in. */
export function signInPage(partition: string, account: string): string {
    return `https://${account}.${hostsOf(partition).signIn}/console/`;
}

function hostsOf(partition: string): ConsoleHosts {
    return consoles[partition] ?? consoles["aws"]!;
}
