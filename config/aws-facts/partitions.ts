/** A part of AWS with accounts, IAM and addresses of its own: what is of one is refused in every other. */
export interface Partition {
    /** As in ARNs: `arn:<name>:…`. */
    readonly name: string;
    /** The form of its regions' names, those that AWS may add among them. */
    readonly regions: RegExp;
    /** Its regions of today. One that is missing here is a warning, never a fault: AWS adds some each year. */
    readonly known: readonly string[];
    /** End of the service principals that hold a region: `logs.<region>.<suffix>`. All others end in amazonaws.com everywhere. */
    readonly regionalPrincipalSuffix: string;
    /** Host of its console. */
    readonly console: string;
    /** Where IAM users of an account sign in. */
    readonly signIn: (account: string, region: string) => string;
    /** Whether its accounts have a root user. */
    readonly hasRootUser: boolean;
}

/** Direction and number at the end of a region's name, as a regular expression. */
export const regionDirection = "(?:central|north|south|east|west|north(?:east|west)|south(?:east|west))-\\d{1,2}";
const words = (text: string): readonly string[] => text.trim().split(/\s+/u);
const accountHost =
    (host: string): Partition["signIn"] =>
    (account) =>
        `https://${account}.${host}/console/`;

/**
 * The partitions that this program works in. Regions: the AWS SDK's own list, which a test holds against this one.
 * Console and sign-in: IAM User Guide of each partition, "How IAM users sign in to your AWS account" (read 2026-11-25), and the endpoints page
 * of the European Sovereign Cloud's General Reference (read 2026-11-29). Its IAM refuses service principals that end in amazonaws.eu
 * (pulumi/pulumi-eks#2341).
 */
export const partitions: readonly Partition[] = [
    {
        name: "aws",
        regions: new RegExp(`^(?!cn-)[a-z]{2}-${regionDirection}$`, "u"),
        known: words(`
            us-east-1 us-east-2 us-west-1 us-west-2 af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3
            ap-south-1 ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6
            ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2
            eu-west-3 il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-east-1 sa-west-1`),
        regionalPrincipalSuffix: "amazonaws.com",
        console: "console.aws.amazon.com",
        signIn: accountHost("signin.aws.amazon.com"),
        hasRootUser: true,
    },
    {
        name: "aws-us-gov",
        regions: new RegExp(`^us-gov-${regionDirection}$`, "u"),
        known: words("us-gov-east-1 us-gov-west-1"),
        regionalPrincipalSuffix: "amazonaws.com",
        console: "console.amazonaws-us-gov.com",
        signIn: accountHost("signin.amazonaws-us-gov.com"),
        hasRootUser: true,
    },
    {
        name: "aws-cn",
        regions: new RegExp(`^cn-${regionDirection}$`, "u"),
        known: words("cn-north-1 cn-northwest-1"),
        regionalPrincipalSuffix: "amazonaws.com.cn",
        console: "console.amazonaws.cn",
        signIn: accountHost("signin.amazonaws.cn"),
        hasRootUser: false,
    },
    {
        name: "aws-eusc",
        regions: new RegExp(`^eusc-[a-z]{2}-${regionDirection}$`, "u"),
        known: words("eusc-de-east-1"),
        regionalPrincipalSuffix: "amazonaws.com",
        console: "console.amazonaws-eusc.eu",
        // The page of the region asks for the account.
        signIn: (_account, region) => `https://${region}.signin.amazonaws-eusc.eu/`,
        hasRootUser: true,
    },
];

/** Regions of today, of every partition. */
export const knownRegions: readonly string[] = partitions.flatMap(({ known }) => known);

/** The partition that a region is in; undefined where none of the table has such regions. */
export function partitionWith(region: string): Partition | undefined {
    return partitions.find(({ regions }) => regions.test(region));
}

/** Name of a region's partition. A region that has none is a fault at `aws:region`; everything else is then judged as in `aws`. */
export function partitionOf(region: string): string {
    return partitionWith(region)?.name ?? "aws";
}

/** The partition of that name. */
export function partitionNamed(name: string): Partition {
    return partitions.find((each) => each.name === name) ?? partitions[0]!;
}
