/** A fault in AWS's shared files, with its cure; Pulumi's provider would fail for the same reason. */
export class SharedConfigFault extends Error {
    override readonly name = "SharedConfigFault";

    constructor(
        message: string,
        readonly cure: string,
        /** What is missing, for callers that can create it or do without. */
        readonly lacks?: "profile" | "keys" | "role from aws login",
        /** The profile that lacks it. */
        readonly profile?: string,
    ) {
        super(message);
    }
}
