import type { MemberConfig } from "./member-config";

/** The security layer's config, checked and complete. */
export interface SecurityConfig extends MemberConfig {
    readonly users: readonly {
        readonly name: string;
        readonly groups: readonly string[];
        readonly pgpKey?: string;
        /** The names that the user had before, the oldest first. */
        readonly formerly: readonly string[];
    }[];
    readonly groups: readonly {
        readonly name: string;
        /** Its name in Identity Center's directory. Default: `name`. */
        readonly directoryName: string;
        /** Whether the config says that name. Else it has the directory's spelling where the two differ in letter case alone. */
        readonly directoryNameGiven: boolean;
        readonly roles: readonly string[];
        /** The names that the group had before, the oldest first. */
        readonly formerly: readonly string[];
    }[];
    readonly audit: {
        /** The organization trail and its bucket. Default true. */
        readonly trail: boolean;
        /** Days that the trail is kept. Default 400. */
        readonly retentionDays: number;
        /** The organization's access analyzer. Default true. */
        readonly analyzer: boolean;
        /** Alarms on the trail, who gets them, and whether there is one for each event of CIS AWS Foundations (default false). */
        readonly alarms?: { readonly email: string; readonly cis: boolean };
        /** Server access logs of the trail's bucket. Default false. */
        readonly accessLogs: boolean;
        /** How long S3 keeps each file of the trail, whoever wants it deleted. Default: it does not. */
        readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
        /** Events on data that the trail records, by CloudTrail's type of resource. Default: what the trail has stays. */
        readonly dataEvents?: Readonly<Record<string, "all" | "read" | "write">>;
    };
}
