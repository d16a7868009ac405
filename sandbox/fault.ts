/** What went wrong with the sandbox, and the cure; shown without a stack trace. */
export class SandboxFault extends Error {
    constructor(
        message: string,
        readonly cure: string,
    ) {
        super(message);
    }
}
