/** What is wrong in AWS's shared files, with its cure; Pulumi's provider would stop for the same reason. */
export class SharedConfigFault extends Error {
    override readonly name = "SharedConfigFault";

    constructor(
        message: string,
        readonly cure: string,
        /** What is missing, where somebody may be about to bring it or another program can do without. */
        readonly lacks?: "profile" | "keys" | "role from aws login",
        /** The profile that lacks it. */
        readonly profile?: string,
    ) {
        super(message);
    }
}
