import { ok, some, warning, type Finding } from "./line";

// Parts of names that show an environment or a sensitivity. Sources: the AWS white paper "Organizing Your AWS Environment Using Multiple
// Accounts" (its recommended units), and the units of binbash Leverage.
const words =
    /prod|prd|non|dev|stg|stag|test|qa|uat|sandbox|playground|secur|audit|log|compliance|regulated|pci|shared|infra|network|data|workload|suspend|quarantine|transition|legacy|exception|policy|deploy|backup|management|core/iu;

/** Judges units by their names; what runs in them is not visible here. */
export function judgeUnitNames(paths: readonly string[]): readonly Finding[] {
    const unclear = paths.filter((path) => !path.split("/").some((name) => words.test(name)));
    return unclear.length === 0
        ? [ok(`units by environment and sensitivity: ${some(paths, 10)}; what runs in them is not judged`, paths)]
        : [
              warning(
                  `the names of these units tell neither environment nor sensitivity: ${some(unclear)}`,
                  "name units after what their accounts need (prd, devstg, security, …), not after departments; or leave them, if you know better",
                  unclear,
              ),
          ];
}
