/** A member layer's config, checked, with every default filled in. */
export interface MemberConfig {
    readonly baseline: {
        /** Delete the default VPC in every governed region. Default false. */
        readonly deleteDefaultVpc: boolean;
    };
}
