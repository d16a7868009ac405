import { deepStrictEqual } from "node:assert/strict";
import { buildAdminsOfIdentityCenter, buildRolesOfIdentityCenter } from "../../../layers/management/identity-center";
import { managementConfig } from "../../support/company";
import { record } from "../../support/recording";

it("a role admins of the map and the admins' own permission set are two, with two names", async () => {
    const everywhere = { accounts: ["management", "apps-*"], policies: ["ReadOnlyAccess"] };
    const config = managementConfig({
        organization: { services: ["sso.amazonaws.com"] },
        delegatedAdministrators: { security: ["sso.amazonaws.com"] },
        identity: ["identity-center"],
        access: { admins: everywhere, Admins2: everywhere },
    });
    const center = {
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        identityStoreId: "d-1",
        known: { groups: { ops: "g-1" }, users: {} },
        rolesOfGroups: { ops: ["admins", "Admins2"] },
        formerGroups: {},
    };
    const { resources } = await record(() => {
        buildAdminsOfIdentityCenter(config, center, "aws", {});
        buildRolesOfIdentityCenter(config, center, {});
    });
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    deepStrictEqual(
        names.filter((name, index) => names.indexOf(name) !== index),
        [],
    );
    deepStrictEqual(names.filter((name) => name.startsWith("aws:ssoadmin/permissionSet:PermissionSet ")).sort(), [
        "aws:ssoadmin/permissionSet:PermissionSet permission-set-Admins2-set",
        "aws:ssoadmin/permissionSet:PermissionSet permission-set-admins-set",
        "aws:ssoadmin/permissionSet:PermissionSet permission-set:admins-set",
    ]);
});
