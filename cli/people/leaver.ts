import { stateResources } from "../accounts/own-resource";
import { belongingsOf, type Belongings } from "../bootstrap-user/belongings";
import { isSame } from "../bootstrap-user/proof";
import { personOf, type ConfigPerson, type PeopleFacts, type Place } from "./places";

/** A leaver's user in one account. */
export interface Leaver {
    readonly place: Place;
    /** As the config names the person; absent where it does not. */
    readonly person?: ConfigPerson;
    /** As IAM spells the name. */
    readonly name: string;
    /** Absent where the account has no such user. */
    readonly owned?: Belongings;
    /** Whether the stack made the user, and so deletes it. */
    readonly isOfStack: boolean;
    /** Whether the stack made the password, and would make it again. */
    readonly hasStackPassword: boolean;
}

/** What AWS, the config and the stack's state have of the user. */
export async function leaverIn(place: Place, name: string, { project }: PeopleFacts): Promise<Leaver> {
    const person = personOf(place, name);
    const [owned, resources] = await Promise.all([belongingsOf(place.iam, name), stateResources(project, place.stack)]);
    const isHis = (type: string, key: string): boolean =>
        resources.some((each) => each.type === type && isSame(String(each.outputs?.[key]), name));
    return {
        place,
        ...(person === undefined ? {} : { person }),
        name: person?.name ?? name,
        ...(owned === undefined ? {} : { owned }),
        isOfStack: person !== undefined || isHis("aws:iam/user:User", "name"),
        hasStackPassword: isHis("aws:iam/userLoginProfile:UserLoginProfile", "user"),
    };
}
