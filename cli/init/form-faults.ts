import { type Fault, isMap, nearest } from "../../config/faults";
import { knownRegions } from "../../config/aws-facts";
import { accountSettings, type Answers, type AnsweredAccount } from "./company";
import type { CurrentFile } from "./current";

/** What is wrong with an answer as it was typed, before config/ sees it. */
export function formFaults(answers: Answers, field: keyof Answers, file: CurrentFile): readonly Fault[] {
    if (field === "region") return regionFaults(answers.region ?? "");
    if (field === "admins") return blankFaults("admins", answers.admins ?? []);
    if (field !== "accounts") return [];
    const accounts = answers.accounts ?? [];
    const blanks = blankFaults(
        "accounts",
        accounts.map(({ key }) => key),
    );
    if (blanks.length > 0) return blanks;
    return [...twinFaults(accounts), ...unitFaults(accounts, file)];
}

function fault(path: string, message: string, cure: string): Fault {
    return { path, message, cure, severity: "fault" };
}

/** A region of the account that is to be made is one of today's; config/ takes newer ones too. */
function regionFaults(region: string): readonly Fault[] {
    if (knownRegions.includes(region)) return [];
    const near = nearest(region, knownRegions);
    const cure = near === undefined ? "write one as in eu-west-1" : `did you mean ${near}?`;
    return [{ ...fault("regions[0]", "is no region of AWS that is known here", cure), value: JSON.stringify(region) }];
}

function blankFaults(field: "accounts" | "admins", items: readonly string[]): readonly Fault[] {
    return items.flatMap((item) => {
        const parts = item.split(/\s+/u);
        return parts.length < 2 || parts.some((part) => !/^[a-z][a-z0-9.-]*(?:=[\w./-]+)?$/u.test(part))
            ? []
            : [
                  {
                      ...fault(field, "has a blank in it", `did you mean ${parts.join(", ")}?`),
                      value: JSON.stringify(item),
                  },
              ];
    });
}

/** A map cannot hold a key twice, so config/ would see one of the two. */
function twinFaults(accounts: readonly AnsweredAccount[]): readonly Fault[] {
    const keys = accounts.map(({ key }) => key);
    const twin = keys.find((key, index) => keys.indexOf(key) < index);
    if (twin === undefined) return [];
    return [
        fault(`accounts.${twin}`, "is twice in the answer: one of the two would be lost", "take one of the two out"),
    ];
}

function unitFaults(accounts: readonly AnsweredAccount[], { raw }: CurrentFile): readonly Fault[] {
    const known = isMap(raw["accounts"]) ? raw["accounts"] : {};
    return accounts
        .filter((account) => !Object.hasOwn(known, account.key) && accountSettings(account)["unit"] === undefined)
        .filter(({ key }) => /^[a-z0-9-]+$/u.test(key))
        .map(({ key }) =>
            fault(
                `accounts.${key}`,
                "has no unit",
                `write it with one, as in ${key}=workloads/${key.replace(/^apps-/u, "")}`,
            ),
        );
}
