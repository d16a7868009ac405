import { formatPath, shellWord } from "../../config/faults";
import type { Leaver } from "./leaver";
import type { PeopleFacts } from "./places";

/**
 * Name of the policy that the AWS console attaches for the same purpose (IAM User Guide, "Revoke IAM role temporary security credentials").
 */
const revoke = "AWSRevokeOlderSessions";

/** What is left to do: remove the line in the config, let the stack delete the user, and end open role sessions. */
export function afterwards(
    leavers: readonly Leaver[],
    { config }: Pick<PeopleFacts, "config">,
    now: Date,
): readonly string[] {
    const ofStack = leavers.filter(({ isOfStack, owned, person }) => person !== undefined || (isOfStack && owned));
    const roles = [...new Set(leavers.flatMap(({ person }) => person?.roles ?? []))];
    return [
        ...ofStack.flatMap(({ place: { stack }, person, name }) => [
            person === undefined
                ? `Next, let stack ${stack} delete the user ${name}, which Pulumi.${stack}.yaml does not have any more:`
                : `Next, take ${lineOf(person.map, person.name)} out of Pulumi.${stack}.yaml, and let the stack delete the user:`,
            "  ./org validate",
            `  pulumi up --stack ${stack}`,
        ]),
        ...sessionWords(roles, config.management.roleName, now),
    ];
}

/** Where the person is in the file: `admins` and `breakGlass` are lists of names, `users` is a map. */
function lineOf(map: string, name: string): string {
    return map === "users" ? formatPath([map, name]) : `${name} of ${map}`;
}

function sessionWords(roles: readonly string[], adminRole: string, now: Date): readonly string[] {
    if (roles.length === 0) return [];
    const document = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Deny",
                Action: "*",
                Resource: "*",
                Condition: { DateLessThan: { "aws:TokenIssueTime": now.toISOString() } },
            },
        ],
    });
    return [
        "Sessions of roles that are open are in no list of AWS's; they end by themselves within the role's `session`, twelve hours at most.",
        `To end them now, in each account that has the role${roles.length > 1 ? "s" : ""} ${roles.join(", ")}${roles.includes(adminRole) ? ", and in those that it was used to go on to" : ""}; everybody else's end too, and they sign in again:`,
        ...roles.map(
            (role) =>
                `  aws iam put-role-policy --role-name ${shellWord(role)} --policy-name ${revoke} --policy-document '${document}'`,
        ),
        `and after those hours: aws iam delete-role-policy --role-name ${shellWord(roles[0]!)} --policy-name ${revoke}`,
    ];
}
