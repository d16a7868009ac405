import type { MemberConfig } from "./member-config";

/** The security layer's config, checked, with every default filled in. */
export interface SecurityConfig extends MemberConfig {
    readonly users: readonly {
        readonly name: string;
        readonly groups: readonly string[];
        readonly pgpKey?: string;
        /** Earlier names of the user, oldest first. */
        readonly formerly: readonly string[];
    }[];
    readonly groups: readonly {
        readonly name: string;
        /** Name in Identity Center's directory. Default: `name`. */
        readonly directoryName: string;
        /** Whether the config has that name. Otherwise the directory's spelling is kept if it differs only in case. */
        readonly directoryNameGiven: boolean;
        readonly roles: readonly string[];
        /** Earlier names of the group, oldest first. */
        readonly formerly: readonly string[];
    }[];
    readonly audit: {
        /** The organization trail and its bucket. Default true. */
        readonly trail: boolean;
        /** Days that log files are kept. Default: 400. */
        readonly retentionDays: number;
        /** The organization's access analyzer. Default true. */
        readonly analyzer: boolean;
        /** Alarms on the trail: the email address, and whether every event of CIS AWS Foundations has one (default false). */
        readonly alarms?: { readonly email: string; readonly cis: boolean };
        /** Server access logs of the trail's bucket. Default false. */
        readonly accessLogs: boolean;
        /** How long S3 refuses to delete a file, whoever asks. Default: no object lock. */
        readonly objectLock?: { readonly mode: "governance" | "compliance"; readonly days: number };
        /** Data events to record, by CloudTrail's resource type. Default: the trail's event selectors stay as they are. */
        readonly dataEvents?: Readonly<Record<string, "all" | "read" | "write">>;
    };
}
