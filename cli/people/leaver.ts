import { stateResources } from "../accounts/own-resource";
import { belongingsOf, type Belongings } from "../bootstrap-user/belongings";
import { isSame } from "../bootstrap-user/proof";
import { personOf, type ConfigPerson, type PeopleFacts, type Place } from "./places";

/** The user of a leaving person in one account. */
export interface Leaver {
    readonly place: Place;
    /** The person in the config; absent: the config does not have one. */
    readonly person?: ConfigPerson;
    /** The user's name as the config spells it, else as it was typed; IAM ignores case. */
    readonly name: string;
    /** Absent where the account has no such user. */
    readonly owned?: Belongings;
    /** Whether the stack made the user, so that the stack deletes it. */
    readonly isOfStack: boolean;
    /** Whether the stack made the password, so that a refresh would make it again. */
    readonly hasStackPassword: boolean;
}

/** Reads what AWS, the config and the stack's state have of the user. */
export async function leaverIn(place: Place, name: string, { project }: PeopleFacts): Promise<Leaver> {
    const person = personOf(place, name);
    const [owned, resources] = await Promise.all([belongingsOf(place.iam, name), stateResources(project, place.stack)]);
    const isOfUser = (type: string, key: string): boolean =>
        resources.some((each) => each.type === type && isSame(String(each.outputs?.[key]), name));
    return {
        place,
        ...(person === undefined ? {} : { person }),
        name: person?.name ?? name,
        ...(owned === undefined ? {} : { owned }),
        isOfStack: person !== undefined || isOfUser("aws:iam/user:User", "name"),
        hasStackPassword: isOfUser("aws:iam/userLoginProfile:UserLoginProfile", "user"),
    };
}
