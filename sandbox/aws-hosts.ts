/**
 * Domains under which AWS has its APIs, in every partition. The first eleven are the suffixes of the AWS SDK's table of partitions
 * (`@aws-sdk/core`, util-endpoints/lib/aws/partitions), which a test holds against this list: the SDK exports no such list.
 * The others are AWS's too, beside its endpoints: all of `.aws`, the consoles, what people reach services by.
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
 * Whether a host's name is one of AWS's own. A trailing dot, which DNS takes, and capitals change nothing. An IP address is never one:
 * which of them are AWS's at the moment cannot be known here, nor where a name of somebody else's leads.
 */
export function isAwsHost(host: string): boolean {
    const name = host.toLowerCase().replace(/\.+$/u, "");
    return domains.some((domain) => name.endsWith(`.${domain}`) || (name === domain && domain.includes(".")));
}

/** The host that a client connects to for an address; undefined where it is none of http or https. */
export function hostOf(url: string): string | undefined {
    if (!URL.canParse(url)) return undefined;
    const { protocol, hostname } = new URL(url);
    return /^https?:$/u.test(protocol) && hostname !== "" ? hostname : undefined;
}
