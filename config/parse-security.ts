import { checkShape } from "./schema/check-shape";
import type { CheckContext, ParseContext } from "./check/context";
import type { Draft } from "./model/draft";
import { isPersonalEmail } from "./email/personal";
import type { Parsed } from "./faults/fault";
import { resolveAudit } from "./organization/audit";
import { checkFormerly, refuseRenamedUsers } from "./organization/formerly";
import { checkGroupNames, groupNameRule } from "./people/group-names";
import { checkContextOf, verdict } from "./check/judge";
import { limitsWith } from "./aws-facts/limits";
import { nearest } from "./faults/nearest";
import { withoutInvalid } from "./organization/organization";
import { resolveBaseline } from "./parse-member";
import { checkUsers, resolveKey } from "./people/people";
import type { RawConfig } from "./stack-file/raw-config";
import { iamNameRule } from "./schema/rules";
import { securitySchema, type SecurityInput } from "./schema/security";
import type { SecurityConfig } from "./model/security-config";
import { lackingDelegations, neededDelegations } from "./organization/security-delegations";

/** Judges the security layer's config. Returns the typed value with every default filled in, or every fault. */
export function parseSecurity(raw: RawConfig, context: ParseContext = {}): Parsed<SecurityConfig> {
    const judge = checkContextOf(raw, context);
    const draft = checkShape<SecurityInput>(securitySchema, raw, judge.faults, judge.project);
    const groups = resolveGroups(draft, context, judge);
    const users = resolveUsers(draft, context, judge);
    const audit = resolveAudit(
        draft,
        users.map(({ name }) => name),
        context,
        judge,
    );
    // In an adopted organization AWS may have delegations made by hand: there the preview checks (layers/security/delegations).
    if (context.delegated !== undefined) {
        const { services, mayBeMore, identityCenter } = context.delegated;
        for (const each of lackingDelegations(neededDelegations(audit, identityCenter), "security", services))
            judge.faults[mayBeMore ? "warn" : "fault"](each.path, each, each.value);
    }
    return verdict({ baseline: resolveBaseline(draft), users, groups, audit }, judge.faults);
}

function resolveGroups(
    draft: Draft<SecurityInput>,
    { accessRoles, identity = ["users"] }: ParseContext,
    { faults }: CheckContext,
): SecurityConfig["groups"] {
    const entries = Object.entries(draft.groups ?? {}).map(([name, group]) => [name, group ?? {}] as const);
    const formerly = checkFormerly("groups", entries, faults, groupNameRule(identity));
    checkGroupNames(entries, identity, faults);
    return entries.map(([name, group]) => {
        (group.roles ?? []).forEach((role, index) => {
            if (role === undefined || accessRoles === undefined || accessRoles.includes(role)) return;
            const near = nearest(role, accessRoles);
            const known =
                accessRoles.length === 0
                    ? "add it to access in the management config"
                    : `use one of ${accessRoles.join(", ")}, or add it to access in the management config`;
            faults.fault(["groups", name, "roles", index], {
                message: "is not a role of the management config's access",
                cure: near === undefined ? known : `did you mean ${near}?`,
            });
        });
        return {
            name,
            directoryName: group.directoryName ?? name,
            directoryNameGiven: group.directoryName !== undefined,
            roles: [...new Set(withoutInvalid(group.roles))],
            formerly: formerly(name),
        };
    });
}

function resolveUsers(
    draft: Draft<SecurityInput>,
    context: ParseContext,
    judge: CheckContext,
): SecurityConfig["users"] {
    const { faults } = judge;
    const limits = limitsWith();
    const known = Object.keys(draft.groups ?? {});
    const entries = Object.entries(draft.users ?? {});
    checkUsers(
        entries.map(([name]) => ({ name, path: ["users", name] })),
        faults,
    );
    const formerly = checkFormerly(
        "users",
        entries.map(([name, user]) => [name, user ?? {}]),
        faults,
        iamNameRule("user", limits.userName),
    );
    if (context.makesDirectoryUsers === true) refuseRenamedUsers("users", entries, faults);
    return entries.map(([name, user]) => {
        const path = ["users", name];
        if (
            context.groupEmail !== undefined &&
            isPersonalEmail(context.groupEmail, {
                people: [{ name, where: "users" }],
                ownedDomains: [context.groupEmail.replace(/^.*@/u, "")],
            })
        ) {
            faults.fault(
                path,
                {
                    message: `has the mailbox ${context.groupEmail}, which is meant to be a group's`,
                    cure: "use a group's address as email in the management config, or another name here",
                },
                JSON.stringify(name),
            );
        }
        (user?.groups ?? []).forEach((group, index) => {
            if (group === undefined || known.includes(group)) return;
            const near = nearest(group, known);
            faults.fault([...path, "groups", index], {
                message: "is not a group of this config",
                cure:
                    near === undefined
                        ? `use one of ${known.join(", ") || "the groups that you add to groups"}`
                        : `did you mean ${near}?`,
            });
        });
        const groups = [...new Set(withoutInvalid(user?.groups))];
        if ((context.identity ?? ["users"]).includes("users") && groups.length > limits.groupsPerUser)
            faults.fault([...path, "groups"], {
                message: `names ${groups.length} groups; IAM takes ${limits.groupsPerUser}`,
                cure: "join some groups",
            });
        return {
            name,
            groups,
            ...resolveKey([...path, "pgpKey"], user?.pgpKey, [name, ...formerly(name)], judge),
            formerly: formerly(name),
        };
    });
}
