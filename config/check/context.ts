import type { Person } from "../email/personal";
import type { FaultList } from "../faults/fault-list";

/** Where people come from. */
export type Identity = readonly ("users" | "identity-center")[];

/** What a config is judged with, besides itself. */
export interface ParseContext {
    /** Folder that `file:` of policies starts from. Default: the current folder. */
    readonly baseDir?: string;
    /** `aws:region`: the default of `regions`; its partition makes ARNs of managed policies. Default: us-east-1. */
    readonly region?: string;
    /** Keys that are secrets in the stack file, bare or with their namespace: refused, and their values never shown. */
    readonly secretKeys?: readonly string[];
    /** Name of the project, for keys as the engine writes them. Default: aws-organization. */
    readonly project?: string;
    /** Names of people that other layers know (users of the security layer): no email may be theirs. */
    readonly people?: readonly Person[];
    /** For the security layer: the roles of the management config's `access`; without them groups' roles are not compared. */
    readonly accessRoles?: readonly string[];
    /** For the security layer: `identity` of the management config, by which groups are named. Default: [users]. */
    readonly identity?: Identity;
    /** For the security layer: the group's address, which no user's name may be. */
    readonly groupEmail?: string;
    /**
     * For the security layer: what the management config delegates to the security account, and whether it uses Identity Center. Absent
     * where AWS is asked instead (previews).
     */
    readonly delegated?:
        | {
              readonly services: readonly string[];
              /** Whether AWS may have more than the config says: an organization that was adopted. */
              readonly mayBeMore: boolean;
              readonly identityCenter: boolean;
          }
        | undefined;
    /** The day on which keys must be good for first passwords. Default: today. */
    readonly now?: Date;
    /** Whether the user's first password is made already, so that a key that is no more good takes nothing away. Default: of nobody. */
    readonly hasPassword?: (user: string) => boolean;
    /** For the security layer: whether Identity Center's people are made from the config, and not brought by an identity provider. */
    readonly makesDirectoryUsers?: boolean;
    /** For the security layer: domains that are the company's own. */
    readonly ownedDomains?: readonly string[];
}

/** A check's tools: where faults go, and the folder and region of the run. */
export interface CheckContext {
    readonly faults: FaultList;
    readonly baseDir: string;
    readonly region: string;
    readonly project: string;
    readonly now: Date;
    readonly hasPassword: (user: string) => boolean;
}
