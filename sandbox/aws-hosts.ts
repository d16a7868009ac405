/**
 * Domains with AWS's APIs, in every partition. The first eleven are the suffixes in the AWS SDK's table of partitions
 * (`@aws-sdk/core`, util-endpoints/lib/aws/partitions), which the SDK does not export; a test compares it with this
 * list. The others belong to AWS too: all of `.aws`, the consoles, and other domains of its services.
 */
const domains: readonly string[] = [
    "amazonaws.com",
    "amazonaws.com.cn",
    "api.amazonwebservices.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.eu",
    "c2s.ic.gov",
    "sc2s.sgov.gov",
    "cloud.adc-e.uk",
    "csp.hci.ic.gov",
    "api.cloud-aws.adc-e.uk",
    "api.aws.scloud",
    "aws",
    "aws.ic.gov",
    "aws.hci.ic.gov",
    "aws.scloud",
    "aws.dev",
    "amazon.com",
    "amazonaws.cn",
    "amazonaws-us-gov.com",
    "amazonaws-eusc.eu",
    "amazonwebservices.com",
    "amazonwebservices.com.cn",
    "amazonwebservices.eu",
];

/**
 * Whether a host name belongs to AWS. Case and a trailing dot, which DNS allows, make no difference. False for an IP
 * address: nobody knows which ones AWS uses at the moment, or where somebody else's name leads.
 */
export function isAwsHost(host: string): boolean {
    const name = host.toLowerCase().replace(/\.+$/u, "");
    return domains.some((domain) => name.endsWith(`.${domain}`) || (name === domain && domain.includes(".")));
}

/** The host that a client connects to for a URL; undefined if it is neither http nor https. */
export function hostOf(url: string): string | undefined {
    if (!URL.canParse(url)) return undefined;
    const { protocol, hostname } = new URL(url);
    return /^https?:$/u.test(protocol) && hostname !== "" ? hostname : undefined;
}
