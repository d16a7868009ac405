/**
 * A resource's import id, with its region if it is not the provider's: the provider looks in its own region unless the id names another
 * one.
 */
export function regionalId(id: string, region: string, home: { readonly region: string }): string {
    return region === home.region ? id : `${id}@${region}`;
}

/** Whether an import id ends with a region, as `name@us-east-2`: the id in the state then lacks it. */
export function namesRegion(id: string): boolean {
    return /@[a-z]{2}(?:-[a-z]+)+-\d$/u.test(id);
}
