/** A member layer's config, checked and complete. */
export interface MemberConfig {
    readonly baseline: {
        /** Delete the default VPC in every governed region. Default false. */
        readonly deleteDefaultVpc: boolean;
    };
}
