import { emailFaults } from "../../config/email";
import { texts, type Facts } from "../core/facts";
import type { RuleContext, ResourceRule } from "../core/rule";
import type { Subject } from "../core/subject";
import { accountTypes } from "../core/tokens";

const contactType = "aws:account/alternativeContact:AlternativeContact";
const identityCenterUserType = "aws:identitystore/user:User";

/** Emails of accounts and contacts are those of groups, by the same judgement as in config/. */
export const noPersonalEmails: ResourceRule = {
    name: "no-personal-emails",
    description: "Emails of accounts and contacts are a group's on the company's own domain, and AWS takes them.",
    why: "Whoever reads the mailbox can reset the root password: with one person's mailbox the account is lost with the person.",
    level: "mandatory",
    severity: "critical",
    remedy: "Use a group (distribution list) on the company's own domain. A domain that is the company's whatever is known of it: `ownedDomains` of the stack's config, or this rule's setting where the program is another.",
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
    settings: {
        ownedDomains: {
            type: "array",
            items: { type: "string" },
            description:
                "Domains that are the company's own, with all below them, whatever is known of them. Default: the stack's ownedDomains; another program has none, and names them here.",
        },
        people: {
            type: "array",
            items: { type: "string" },
            description: "Names of people, whose mailboxes are refused. Default: the stack's admins and users.",
        },
        identityCenterUsers: {
            type: "boolean",
            default: false,
            description:
                "Whether users of Identity Center may not have free or throw-away mail either. They are people, so that their own mailboxes are right.",
        },
    },
    types: [...accountTypes, contactType, identityCenterUserType],
    judge: () => (subject, context) => {
        if (subject.type === contactType) judgeEmail(subject, "emailAddress", context);
        else if (subject.type === identityCenterUserType) judgeUser(subject, context);
        else judgeEmail(subject, "email", context);
    },
};

function judgeEmail(
    subject: Subject,
    path: string,
    { settings, facts, report }: RuleContext,
    people = peopleOf(settings, facts),
): void {
    const email = subject.text(path);
    if (email === undefined) return;
    const ownedDomains = ownedDomainsOf(settings, facts);
    for (const { message, cure } of emailFaults(email, { ownedDomains, people })) {
        // The complaint's text may quote parts of the address.
        if (subject.isSecret(path))
            report({ message: `${path} [secret] is refused`, cure: "use a group on the company's own domain" });
        else report({ message: `${path} ${subject.show(path)} ${message}`, cure });
    }
}

function judgeUser(subject: Subject, context: RuleContext): void {
    if (context.settings["identityCenterUsers"] !== true) return;
    // The provider has one email for a user and calls it `emails`; the API has a list.
    if (Array.isArray(subject.peek("emails")))
        subject.list("emails").forEach((_, index) => {
            judgeEmail(subject, `emails.${index}.value`, context, []);
        });
    else judgeEmail(subject, "emails.value", context, []);
}

function ownedDomainsOf(settings: RuleContext["settings"], facts: Facts): readonly string[] {
    return settings["ownedDomains"] === undefined ? facts.ownedDomains : texts(settings["ownedDomains"]);
}

function peopleOf(settings: RuleContext["settings"], facts: Facts): Facts["people"] {
    if (settings["people"] === undefined) return facts.people;
    return texts(settings["people"]).map((name) => ({ name, where: "people of the policy config" }));
}
