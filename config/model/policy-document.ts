/** One value or several. */
export type OneOrMore<T> = T | readonly T[];

/** A statement of an IAM policy, in the full IAM language. */
export interface PolicyStatement {
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: "*" | Readonly<Record<string, OneOrMore<string>>>;
    readonly NotPrincipal?: Readonly<Record<string, OneOrMore<string>>>;
    readonly Action?: OneOrMore<string>;
    readonly NotAction?: OneOrMore<string>;
    readonly Resource?: OneOrMore<string>;
    readonly NotResource?: OneOrMore<string>;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<string | boolean | number>>>>>;
}

/** An IAM policy document. */
export interface PolicyDocument {
    readonly Version: "2012-10-17";
    readonly Id?: string;
    readonly Statement: OneOrMore<PolicyStatement>;
}
