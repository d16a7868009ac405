import { checks } from "./checks";
import { controls, unlikeProwler } from "./cis-controls";
import { groups } from "./line";

const introduction = `# org doctor

<!-- Written by cli/doctor/documentation.ts from the checks themselves: change those, then run
UPDATE_DOCS=1 npx mocha test/unit/cli/doctor-documentation.test.ts -->

\`./org doctor\` looks at everything that the other commands and the engine build on, and changes nothing. It works from day 0 on: what
cannot be there yet is skipped, with the command that brings it. Each line is

- \`✓\` ok, \`✗\` a fault, \`!\` a warning, \`–\` skipped, with the reason: not yet, may not (with the IAM action that is missing), or
  nothing to look at;
- followed by its cure where there is one.

\`\`\`sh
./org doctor                   # exit code 0: no fault; 1: a fault
./org doctor --deep            # also enters every member account
./org doctor --cis             # also the controls of CIS AWS Foundations 7.0, and to whom the others are left
./org doctor --json            # [{ group, id, status, message, cure?, value? }]
\`\`\`

Checks run side by side, each with a time-out of its own (30 s unless the table says otherwise), so one that hangs holds up none. What
takes longer than two seconds is reported on standard error. Credentials are found as the engine finds them: keys of the environment win
over \`AWS_PROFILE\`.

What it cannot see, it says: the management account's email is verified where AWS took an invitation; writing state and decrypting are not
tried, for that would write; of a control of CIS that only a person can judge, the line says what is left.`;

/** The text of docs/doctor.md. */
export function documentation(): string {
    const sections = groups.map((group) => {
        const rows = checks
            .filter((each) => each.group === group)
            .map(({ id, proves, cure, asks, only, seconds }) => {
                const option =
                    only === undefined ? "" : ` (\`--${only}\`${seconds === undefined ? "" : `, ${seconds} s`})`;
                const actions = asks.map((action) => `\`${action}\``).join(", ");
                return `| \`${id}\`${option} | ${proves} | ${cure} | ${actions} |`;
            });
        const title = group.startsWith("CIS") ? group : group[0]!.toUpperCase() + group.slice(1);
        return `## ${title}\n\n| check | its ok proves | cure | asks AWS for |\n|---|---|---|---|\n${rows.join("\n")}`;
    });
    return `${[introduction, ...sections, controlTable(), prowlerTable()].join("\n\n")}\n`;
}

function controlTable(): string {
    const rows = controls.map(({ id, about, checks: ids, left, note = "" }) => {
        const by = left === undefined ? ids.map((each) => `\`${each}\``).join(", ") : left;
        return `${id} | ${about} | ${by} | ${note}`;
    });
    const head =
        "### Control by control\n\ncontrol | about | answered by, or left to | what the check does not see, or what helps\n---|---|---|---";
    return `${head}\n${rows.join("\n")}`;
}

function prowlerTable(): string {
    const introduced =
        "### Beside Prowler\n\nWhere [Prowler](https://github.com/prowler-cloud/prowler) 5.46 says otherwise (`make audit`, [audit-account.md](audit-account.md)):";
    return `${introduced}\n\n${unlikeProwler.map(({ controls: ids, why }) => `- ${ids}: ${why}`).join("\n")}`;
}
