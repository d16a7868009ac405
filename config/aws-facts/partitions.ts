/** A part of AWS with its own accounts, IAM and addresses; nothing of it is accepted in another partition. */
export interface Partition {
    /** Name as in ARNs: `arn:<name>:…`. */
    readonly name: string;
    /** Form of its regions' names, including those that AWS may add. */
    readonly regions: RegExp;
    /** Its regions today. Another one is a warning and never a fault, because AWS adds some each year. */
    readonly known: readonly string[];
    /**
     * End of the service principals that contain a region: `logs.<region>.<suffix>`. All others end in amazonaws.com in every partition.
     */
    readonly regionalPrincipalSuffix: string;
    /** Host of its console. */
    readonly console: string;
    /** Address of the sign-in page for IAM users of an account. */
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
 * The partitions that this program supports. Regions: the AWS SDK's own list, which a test compares with this one. Console and sign-in: IAM
 * User Guide of each partition, "How IAM users sign in to your AWS account" (read 2026-11-25), and the endpoints page of the European
 * Sovereign Cloud's General Reference (read 2026-11-29). Its IAM refuses service principals that end in amazonaws.eu
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
        // The page is the region's, and asks for the account.
        signIn: (_account, region) => `https://${region}.signin.amazonaws-eusc.eu/`,
        hasRootUser: true,
    },
];

/** Today's regions of every partition. */
export const knownRegions: readonly string[] = partitions.flatMap(({ known }) => known);

/** The partition that a region is in; undefined if no partition here has such regions. */
export function partitionWith(region: string): Partition | undefined {
    return partitions.find(({ regions }) => regions.test(region));
}

/** Name of a region's partition. If there is none, that is a fault at `aws:region`, and everything else is judged as in `aws`. */
export function partitionOf(region: string): string {
    return partitionWith(region)?.name ?? "aws";
}

/** The partition of that name. */
export function partitionNamed(name: string): Partition {
    return partitions.find((each) => each.name === name) ?? partitions[0]!;
}
