import type { Person } from "../email/personal";
import type { FaultList } from "../faults/fault-list";

/** Where people have their users. */
export type Identity = readonly ("users" | "identity-center")[];

/** What a config is judged with, besides its own values. */
export interface ParseContext {
    /** Folder that paths in `file:` of policies are relative to. Default: the current folder. */
    readonly baseDir?: string;
    /** `aws:region`: the default of `regions`, and its partition is that of managed policies' ARNs. Default: us-east-1. */
    readonly region?: string;
    /** Keys that are secrets in the stack file, with or without their namespace. They are refused, and their values never shown. */
    readonly secretKeys?: readonly string[];
    /** Name of the project, for keys in the engine's form. Default: aws-organization. */
    readonly project?: string;
    /** People in other layers (users of the security layer), whose addresses are refused. */
    readonly people?: readonly Person[];
    /** For the security layer: names of the roles in the management config's `access`. Default: roles of groups are not checked. */
    readonly accessRoles?: readonly string[];
    /** For the security layer: `identity` of the management config, which decides how groups may be named. Default: [users]. */
    readonly identity?: Identity;
    /** For the security layer: the group's email address, which no user may have. */
    readonly groupEmail?: string;
    /**
     * For the security layer: what the management config delegates to the security account, and whether it uses Identity Center. Absent if
     * AWS is asked instead (previews).
     */
    readonly delegated?:
        | {
              readonly services: readonly string[];
              /** Whether AWS may have delegations that are not in the config, as in an adopted organization. */
              readonly mayBeMore: boolean;
              readonly identityCenter: boolean;
          }
        | undefined;
    /** The day on which keys for first passwords must be valid. Default: today. */
    readonly now?: Date;
    /**
     * Whether the user's first password exists already, so that a key that has expired, was revoked or is not valid yet does no harm. Default:
     * false for all.
     */
    readonly hasPassword?: (user: string) => boolean;
    /** For the security layer: whether Identity Center's people are created from the config, and not by an identity provider. */
    readonly makesDirectoryUsers?: boolean;
    /** For the security layer: the company's own domains. */
    readonly ownedDomains?: readonly string[];
}

/** What a check needs: the list that faults go to, and the folder and region of the run. */
export interface CheckContext {
    readonly faults: FaultList;
    readonly baseDir: string;
    readonly region: string;
    readonly project: string;
    readonly now: Date;
    readonly hasPassword: (user: string) => boolean;
}
