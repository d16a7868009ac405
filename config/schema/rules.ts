import type { Complaint } from "../faults/complaint";
import { folded, nonAsciiCharacter, plainName } from "../faults/characters";
import { nearest } from "../faults/nearest";
import { knownRegions, partitions, partitionWith, regionDirection } from "../aws-facts/partitions";
import type { TextCheck } from "./text";

/** 12 digits. The cure shows the id if only dashes, blanks or look-alike digits are wrong. */
export const accountIdRule: TextCheck = (value) => {
    if (/^\d{12}$/u.test(value)) return undefined;
    const strange = nonAsciiCharacter(value);
    const digits = folded(value).replace(/[\s-]/gu, "");
    const cure = /^\d{12}$/u.test(digits)
        ? `write: {key}: "${digits}"`
        : 'write the 12 digits as AWS shows them, in quotes: {key}: "111111111111"';
    if (strange !== undefined) return { message: `is no account id: it holds ${strange}`, cure };
    const found = /^\d+$/u.test(value) ? `${value.length} digits` : `${value.length} characters`;
    return { message: `is no account id: it has ${found}, and an id is 12 digits`, cure };
};

const ours = "this program's own rule for new names, narrower than AWS's";

/**
 * Printable ASCII without the characters that AWS's consoles refuse. AWS's pages differ, and the strictest is safe. For new names only: an
 * existing account keeps its name.
 */
export const accountNameRule =
    (longest = 50): TextCheck =>
    (value) => {
        const strange = nonAsciiCharacter(value);
        if (strange !== undefined) {
            return {
                message: `holds ${strange}; AWS takes printable ASCII in an account's name`,
                cure: "write it in plain letters, digits, blanks and hyphens",
            };
        }
        const forbidden = /[<>&%"`\\]/u.exec(value)?.[0];
        if (forbidden !== undefined)
            return {
                message: `holds the forbidden sign ${forbidden} (${ours})`,
                cure: "write it in letters, digits, blanks and . _ - + = , @ ( ) [ ]",
            };
        if (value.length > longest)
            return {
                message: `is ${value.length} characters long; AWS takes ${longest}`,
                cure: `shorten it to at most ${longest} characters`,
            };
        return undefined;
    };

/** The word for no alias. */
export const noAlias = "none";

/**
 * The alias of an account (IAM API, CreateAccountAlias, AccountAlias). Twelve digits are refused, since they would be an id (AWS Sign-In
 * User Guide, "Using an alias for your AWS account ID").
 */
export const aliasRule: TextCheck = (value) => {
    if (/^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/u.test(value) && !/^\d{12}$/u.test(value)) return undefined;
    const plain = plainName(value).slice(0, 63).replace(/-$/u, "");
    const rule = "write 3 to 63 lower-case letters, digits and single hyphens, no hyphen at an end, and not 12 digits";
    return {
        message: "cannot be the alias of an account",
        cure:
            plain.length < 3 || /^\d{12}$/u.test(plain)
                ? `${rule}, as in {key}: acme-prd`
                : `${rule}, as in {key}: ${plain}`,
    };
};

/** The short form of the company's name, with which buckets, aliases and profiles begin. */
export const shortNameRule: TextCheck = (value) =>
    /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(value) && value.length >= 2 && value.length <= 20
        ? undefined
        : {
              message: "cannot begin the name of a bucket, an alias and a profile",
              cure: "write 2 to 20 lower-case letters, digits and single hyphens, a letter first, as in {key}: bb",
          };

/** A country or continent, the partition if it has one (us-gov, us-isob, eusc-de), a direction, a number. */
export const regionForm = new RegExp(`^(?:[a-z]{2}|[a-z]{4}-[a-z]{2})(?:-gov|-iso[a-z]?)?-${regionDirection}$`, "u");

/** A region's name. One that AWS has added since is valid. */
export const regionRule: TextCheck = (value) => {
    if (knownRegions.includes(value) || regionForm.test(value)) return undefined;
    const near = nearest(value, knownRegions);
    return {
        message: "is not a region's name",
        cure: near === undefined ? "write it as AWS does, as in us-east-1" : `did you mean ${near}?`,
    };
};

/** The region of state and audit. Its partition must be known, because ARNs and addresses depend on it. */
export const homeRegionRule: TextCheck = (value) => {
    const complaint = regionRule(value);
    if (complaint !== undefined || partitionWith(value) !== undefined) return complaint;
    return {
        message: "is in no partition of AWS that this program knows, and ARNs and addresses differ by partition",
        cure: `choose a region of ${partitions.map(({ name }) => name).join(", ")}, as in us-east-1`,
    };
};

/** A name in the form of a region that is not known: AWS has added it since, or it is a mistake. */
export const newRegionRule: TextCheck = (value) => {
    if (knownRegions.includes(value)) return undefined;
    const near = nearest(value, knownRegions);
    return {
        message: "is not a region that this program knows",
        cure: near === undefined ? "check its name" : `did you mean ${near}?`,
    };
};

/** A service principal's form. */
export const principalRule: TextCheck = (value) =>
    /^[a-z0-9][a-z0-9.-]*\.amazonaws\.com$/u.test(value)
        ? undefined
        : {
              message: "is not a service principal",
              cure: `write it as AWS does, as in ${/^[a-z0-9.-]+$/u.test(value) ? `${value.replace(/\.$/u, "")}.amazonaws.com` : "cloudtrail.amazonaws.com"}`,
          };

/** The names of IAM users, groups and roles. */
export const iamNameRule =
    (kind: "user" | "group" | "role" | "policy", longest: number): TextCheck =>
    (value): Complaint | undefined => {
        const strange = nonAsciiCharacter(value);
        const cure = `write at most ${longest} letters, digits and _ + = , . @ - without blanks`;
        if (strange !== undefined) return { message: `is no name of an IAM ${kind}: it holds ${strange}`, cure };
        const wrong = /[^\w+=,.@-]/u.exec(value)?.[0];
        if (wrong !== undefined)
            return { message: `is no name of an IAM ${kind}: it holds ${wrong === " " ? "a blank" : wrong}`, cure };
        if (value.length > longest)
            return { message: `is ${value.length} characters long; IAM takes ${longest} for a ${kind}`, cure };
        return undefined;
    };

/** A bucket's name, without dots, which break TLS (S3 User Guide, bucket naming rules). */
export const bucketRule: TextCheck = (value) =>
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/u.test(value)
        ? undefined
        : {
              message: "is not a bucket's name",
              cure: "write 3 to 63 lower-case letters, digits and hyphens, no hyphen at either end",
          };

/** The ARN of a managed policy, or the name of an AWS managed policy. */
export const managedPolicyRule: TextCheck = (value) => {
    if (/^arn:aws[\w-]*:iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+$/u.test(value)) return undefined;
    if (/^[\w+=,.@-]{1,128}$/u.test(value) && !value.startsWith("arn:")) return undefined;
    return {
        message: "is neither the name of an AWS managed policy nor a policy's ARN",
        cure: "write a name as in ReadOnlyAccess, or arn:aws:iam::aws:policy/ReadOnlyAccess",
    };
};
