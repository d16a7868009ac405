/** A thing's import id: the provider looks in its own region unless the id names another. */
export function regionalId(id: string, region: string, home: { readonly region: string }): string {
    return region === home.region ? id : `${id}@${region}`;
}

/** Whether an import id ends with a region, `name@us-east-2`: the state then has another id, without it. */
export function namesRegion(id: string): boolean {
    return /@[a-z]{2}(?:-[a-z]+)+-\d$/u.test(id);
}
