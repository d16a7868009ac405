import type { Complaint } from "../faults/complaint";
import { limitsWith, type Limits } from "../aws-facts/limits";
import { awsEmailFaults } from "./address";
import { personalComplaint, type PersonalContext } from "./personal";

/** What an address is judged with. */
export interface EmailContext extends PersonalContext {
    /** Default: AWS's limits. */
    readonly limits?: Limits;
}

/**
 * Everything that forbids an address as an account's: AWS's rule and, if it is met, whether the address is a person's. Config, policy pack
 * and CLI all use this, and so give the same verdict.
 */
export function emailFaults(email: string, context: EmailContext = {}): readonly Complaint[] {
    const faults = awsEmailFaults(email, context.limits ?? limitsWith());
    if (faults.length > 0) return faults;
    const personal = personalComplaint(email, context);
    return personal === undefined ? [] : [personal];
}
