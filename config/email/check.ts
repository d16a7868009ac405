import type { Complaint } from "../faults/complaint";
import { limitsWith, type Limits } from "../aws-facts/limits";
import { awsEmailFaults } from "./address";
import { personalComplaint, type PersonalContext } from "./personal";

/** What an address is held against. */
export interface EmailContext extends PersonalContext {
    /** Default: AWS's. */
    readonly limits?: Limits;
}

/**
 * Everything that forbids an address as an account's: AWS's rule and, when that is met, whether it is a person's. The config, the
 * policy pack and the CLI ask here, so that they give one verdict.
 */
export function emailFaults(email: string, context: EmailContext = {}): readonly Complaint[] {
    const faults = awsEmailFaults(email, context.limits ?? limitsWith());
    if (faults.length > 0) return faults;
    const personal = personalComplaint(email, context);
    return personal === undefined ? [] : [personal];
}
