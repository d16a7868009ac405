import type { ResourceRule } from "../core/rule";
import { isOpenUntilUp, trustsBootstrapUserAlone } from "../core/access-role-trust";
import { roleTypes } from "../core/tokens";
import { admitsPeople } from "../core/trust";
import { showTitle, trustOf } from "../core/trust-policy";

/** Trusts that only the first days need. */
export const temporaryTrustsEnd: ResourceRule = {
    name: "temporary-trusts-end",
    description: "Whom the first runs let in is let in no more when the admins have MFA.",
    why: "The bootstrap user has long-term keys and proves no MFA. AWS makes the access role of a member open to the whole management account.",
    level: "advisory",
    severity: "medium",
    remedy: "When every admin gets in: `./org bootstrap-user remove`. The first `pulumi up` of a member's stack closes its access role.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types: roleTypes,
    judge:
        () =>
        (role, { facts, report }) => {
            for (const statement of trustOf(role)) {
                if (!admitsPeople(statement)) continue;
                if (trustsBootstrapUserAlone(statement))
                    report({
                        message: `${showTitle(role, statement)} lets the bootstrap user in, without MFA`,
                        cure: "when every admin gets in: ./org bootstrap-user remove, then pulumi up of this stack",
                    });
                else if (isOpenUntilUp(role, statement, facts))
                    report({
                        message: "the access role is open to the whole management account, as AWS has made it",
                        cure: "pulumi up closes it before all else",
                    });
            }
        },
};
