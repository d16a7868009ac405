import type { Limits } from "../aws-facts/limits";
import type { Draft } from "../model/draft";
import type { ManagementInput } from "../schema/management";
import type { Units } from "./units";

/** What accounts are judged with. */
export interface AccountsContext {
    readonly draft: Draft<ManagementInput>;
    readonly units: Units;
    readonly limits: Limits;
    /** Names of people, whose mailboxes are refused. */
    readonly people: readonly { readonly name: string; readonly where: string }[];
    /** Home region. */
    readonly home: string;
    readonly management: { readonly name: string; readonly roleName: string };
}
