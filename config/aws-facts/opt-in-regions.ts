/**
 * Regions that are off in an account until it opts in. Account Management Reference Guide, "Enable or disable AWS Regions in your account",
 * and the EC2 User Guide, "Available Regions"; read 2026-11-30. Regions of other partitions are on in all of their accounts.
 */
export const optInRegions: readonly string[] =
    `af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5
    ap-southeast-6 ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1`.split(
        /\s+/u,
    );
