import { displayValue, hidden } from "../faults/display-value";
import type { Complaint } from "../faults/complaint";
import type { Fault } from "../faults/fault";
import { nearest } from "../faults/nearest";
import { homeRegionRule } from "../schema/rules";
import type { Layer } from "../schema/layers";

const key = "aws:region";
const takeOut = "take it out";

// Default providers are disabled, and each provider of this program only gets its region and its account.
const unread: Readonly<Record<string, Complaint>> = {
    allowedAccountIds: {
        message: "guards nothing: every provider of this program names the one account that it may act in",
        cure: takeOut,
    },
    forbiddenAccountIds: {
        message: "guards nothing: every provider of this program names the one account that it may act in",
        cure: takeOut,
    },
    defaultTags: {
        message: "is applied to nothing",
        cure: `${takeOut}; write tags where they belong, as in accounts: { apps-prd: { tags: { Owner: platform } } }`,
    },
    ...Object.fromEntries(
        ["accessKey", "secretKey", "token"].map((name) => [
            name,
            {
                message: "is read by nobody, and a file that is committed is no place for credentials",
                cure: `${takeOut}, make the key useless at AWS, and set AWS_PROFILE`,
            },
        ]),
    ),
    profile: {
        message: "is read by nobody: credentials come from the environment, on a laptop as in CI",
        cure: `${takeOut}, and set AWS_PROFILE`,
    },
};

/** `aws:region` in a stack's complete config, if it is set. */
export function awsRegion(all: Readonly<Record<string, string>>): string | undefined {
    return all[key];
}

/** A fault in a key of the namespace aws, of which only the region is used. */
export function awsKeyFault(name: string, text: string): Fault | undefined {
    const complaint = name === "region" ? regionComplaint(text) : unreadComplaint(name, text);
    // Any other key may hold a secret, as aws:secretKey and aws:token do.
    const value = isRegion(name) ? displayValue(text) : hidden(text);
    return complaint && { path: `aws:${name}`, value, ...complaint, severity: "fault" };
}

/** Requires the management layer's home region, which nobody can guess. */
export function missingRegion(layer: Layer, region: string | undefined): readonly Fault[] {
    return layer !== "management" || region !== undefined
        ? []
        : [{ path: key, message: "is required, and missing", cure: `write: ${key}: us-east-1`, severity: "fault" }];
}

function regionComplaint(text: string): Complaint | undefined {
    const complaint = homeRegionRule(text);
    return (
        complaint && {
            message: complaint.message,
            cure: complaint.cure
                .replace("did you mean ", `write: ${key}: `)
                .replace("as in ", `as in ${key}: `)
                .replace(/\?$/u, ""),
        }
    );
}

/** Whether it is the region's key, or nearly so. */
function isRegion(name: string): boolean {
    return nearest(name, ["region"]) !== undefined;
}

function unreadComplaint(name: string, text: string): Complaint {
    if (Object.hasOwn(unread, name)) return unread[name]!;
    return !isRegion(name)
        ? { message: "is read by nobody: of aws: this program takes the region", cure: takeOut }
        : { message: `is read by nobody, and ${key} was probably meant`, cure: `write: ${key}: ${text}` };
}
