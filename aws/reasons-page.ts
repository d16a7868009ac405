import {
    constraintReasons,
    createAccountReasons,
    handshakeReasons,
    inputReasons,
    inWords,
    type Reason,
} from "./reasons";

const introduction = `# Troubleshooting

<!-- Written by aws/reasons-page.ts from aws/reasons.ts: change those, then run
UPDATE_DOCS=1 npx mocha test/unit/aws/reasons-page.test.ts -->

Begin with the two commands that look at everything and change nothing:

\`\`\`sh
./org validate        # the stack files, offline: every fault with its line and its cure
./org doctor          # this machine, the credentials, AWS, the state: every fault with its cure
\`\`\`

| symptom | page |
|---|---|
| a preview or a run ends before the first write, with \`→\` and what to do | the refusal says it; why: [existing-organizations.md](existing-organizations.md#what-is-refused-and-what-to-do) |
| a run was cut off, killed, or lost its credentials | run the same command again; what is left open: [state.md](state.md#open-operations) |
| \`the stack is currently locked\` | \`./org doctor\` says who holds the lock, and whether that run still goes: [doctor.md](doctor.md#state) |
| the state is broken, or gone | [state.md](state.md#when-something-is-lost) |
| an MFA code is refused, or nobody asks for one | \`./org mfa --debug\`: [mfa.md](mfa.md#what-goes-wrong-and-what-it-says) |
| a profile leads to the wrong account, or nowhere | \`./org profiles check\`: [profiles.md](profiles.md) |
| a job of GitHub's cannot log in | \`./org explain-login\`: [ci.md](ci.md#setting-it-up) |
| an account was made, and its role refuses | \`pulumi up\` waits for it, five minutes at most: [access.md](access.md#the-three-layers) |
| AWS refuses a call with a reason code | below |

## AWS's reason codes

AWS Organizations refuses many things with one error, and says in a reason code why. The run prints what the code means and what to do, in this form:

\`\`\`text
account-apps-prd-account: EMAIL_ALREADY_EXISTS: an AWS account has this email, or had it when it was closed
  → if it is in this organization, run again: it is found by its email and imported; else choose another key
\`\`\`

A reason that is marked *passes* goes away by itself: the run tries again a few times before it gives up. When the cause is
gone, run the same command again: it does what is left.`;

const groups: readonly (readonly [title: string, symptom: string, reasons: Readonly<Record<string, Reason>>])[] = [
    [
        "An account is not made",
        "`pulumi up --stack management` fails at `account-<key>-account`: `unexpected state 'FAILED', wanted target 'SUCCEEDED'`, and a code. (CreateAccount.)",
        createAccountReasons,
    ],
    [
        "A rule of the organization forbids it",
        "Any call to AWS Organizations, of the program or by hand, fails with `ConstraintViolationException`.",
        constraintReasons,
    ],
    [
        "An invitation fails",
        "`./org invite`, of either side, or AWS's console, fails with `HandshakeConstraintViolationException`.",
        handshakeReasons,
    ],
    [
        "A value is refused",
        "`pulumi up --stack management` fails with `InvalidInputException`, and a name that AWS does not know.",
        inputReasons,
    ],
];

/** The text of docs/troubleshooting.md. */
export function reasonsPage(): string {
    return `${[introduction, ...groups.map(section), words()].join("\n\n")}\n`;
}

function section([title, symptom, reasons]: (typeof groups)[number]): string {
    const rows = Object.entries(reasons)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(
            ([code, { meaning, cure, passing }]) =>
                `| \`${code}\` | ${cell(meaning)} | ${passing ? "*passes*; else " : ""}${cell(cure)} |`,
        );
    return `### ${title}\n\nSymptom: ${symptom}\n\n| code | cause | next step |\n|---|---|---|\n${rows.join("\n")}`;
}

function words(): string {
    const rows = inWords.map(([pattern, code]) => `| ${cell(pattern.source)} | \`${code}\` |`);
    return `### Words without a code

The provider prints some errors without AWS's code. These words mean:

| AWS's words | code |
|---|---|
${rows.join("\n")}

Where neither is there, the event of the call in CloudTrail has the code: the console of the management account, CloudTrail, Event history, region us-east-1.`;
}

function cell(text: string): string {
    return text.replaceAll("|", "\\|");
}
