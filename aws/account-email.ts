/**
 * How the email of an account is changed at AWS, as words of a cure: no Pulumi resource can, and AWS sends a code to the new address.
 * `account`: its key or its id.
 */
export function emailUpdate(account: string, email: string): string {
    return `with the code that AWS sends to the new address: ./org accounts email ${account} --to ${email} (docs/accounts.md)`;
}
