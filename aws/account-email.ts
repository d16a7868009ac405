/**
 * How to change an account's email at AWS, as the text of a cure: no Pulumi resource can, and AWS sends a code to the new address.
 *
 * @param account key or 12-digit id
 */
export function emailUpdate(account: string, email: string): string {
    return `with the code that AWS sends to the new address: ./org accounts email ${account} --to ${email} (docs/accounts.md)`;
}
