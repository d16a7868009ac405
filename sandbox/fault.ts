/** A fault of the sandbox with its cure, shown without a stack trace. */
export class SandboxFault extends Error {
    constructor(
        message: string,
        readonly cure: string,
    ) {
        super(message);
    }
}
