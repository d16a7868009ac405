import { type Fault, isMap } from "../../config/faults";
import { homeRegionRule } from "../../config";
import { accountSettings, type Answers, type AnsweredAccount } from "./company";
import type { CurrentFile } from "./current";

/** Faults of an answer that can be found before config/ checks it. */
export function formFaults(answers: Answers, field: keyof Answers, file: CurrentFile): readonly Fault[] {
    if (field === "region") return regionFaults(answers.region ?? "");
    if (field === "admins") return innerBlankFaults("admins", answers.admins ?? []);
    if (field !== "accounts") return [];
    const accounts = answers.accounts ?? [];
    const blanks = innerBlankFaults(
        "accounts",
        accounts.map(({ key }) => key),
    );
    if (blanks.length > 0) return blanks;
    return [...duplicateKeyFaults(accounts), ...unitFaults(accounts, file)];
}

function fault(path: string, message: string, cure: string): Fault {
    return { path, message, cure, severity: "fault" };
}

/** Checks a region as aws:region of a stack file is checked. A region that this version does not know is no fault: the person is asked. */
function regionFaults(region: string): readonly Fault[] {
    const complaint = homeRegionRule(region);
    return complaint === undefined
        ? []
        : [{ ...fault("--region", complaint.message, complaint.cure), value: JSON.stringify(region) }];
}

function innerBlankFaults(field: "accounts" | "admins", items: readonly string[]): readonly Fault[] {
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

/** A key that is given twice. config/ cannot find it: a map has each key once. */
function duplicateKeyFaults(accounts: readonly AnsweredAccount[]): readonly Fault[] {
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
