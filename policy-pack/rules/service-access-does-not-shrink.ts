import { texts } from "../core/facts";
import type { ResourceRule } from "../core/rule";
import { organizationType } from "../core/tokens";

const property = "awsServiceAccessPrincipals";

/** The list of trusted services keeps those that must stay on. */
export const serviceAccessDoesNotShrink: ResourceRule = {
    name: "service-access-does-not-shrink",
    description: "The organization's list of trusted services holds all that must stay on.",
    why: "The list is exclusive: a service that it does not name is switched off at the next `up`. Without sso.amazonaws.com everybody is locked out of Identity Center.",
    level: "mandatory",
    severity: "critical",
    remedy: 'List every service that AWS has on, or set `ignoreChanges: ["awsServiceAccessPrincipals"]` and trust each service by a resource of its own.',
    url: "https://github.com/aws-samples/amazon-guardduty-for-aws-organizations-with-terraform/issues/3",
    settings: {
        services: {
            type: "array",
            items: { type: "string" },
            description:
                "Service principals that must stay on. Default: organization.services of the stack's config, without organization.disable.",
        },
    },
    types: [organizationType],
    judge:
        () =>
        (organization, { settings, facts, report }) => {
            const { ignoreChanges } = organization.options;
            if (ignoreChanges.includes(property) || ignoreChanges.includes("*")) return;
            if (organization.isUnknown(property)) return;
            const wanted = settings["services"] === undefined ? facts.services : texts(settings["services"]);
            const missing = wanted.filter((service) => !organization.list(property).includes(service));
            if (missing.length > 0)
                report({
                    message: `${property} lacks ${missing.join(", ")}: trusted access would be switched off`,
                    cure: `add ${missing.length === 1 ? "it" : "them"}; to switch off on purpose: organization.disable, or the rule's \`services\``,
                });
        },
};
