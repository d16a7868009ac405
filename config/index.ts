// Raw stack config in; the typed value, or every fault, out. Imports neither Pulumi nor AWS. The folders aws-facts, email, faults, names
// and pgp may be imported directly too; the others are private to config.
export type { ParseContext } from "./check/context";
export { crossLayerContext, type StackFiles } from "./cross-layer-context";
export type * from "./model/management-config";
export {
    outputsSchema,
    readOutputs,
    type AccountOutput,
    type ManagementOutputs,
    type OwnOutputs,
} from "./model/management-outputs";
export type { PolicyDocument, PolicyStatement } from "./model/policy-document";
export type { SecurityConfig } from "./model/security-config";
export type { SecurityServices } from "./model/security-services";
export type { Tags } from "./model/tags";
export { withAliases } from "./organization/account-alias";
export { attachmentFaults, type Attachment } from "./organization/policy-attachments";
export { lackingDelegations, neededDelegations } from "./organization/security-delegations";
export { newNamespace } from "./organization/state";
export { rootWord, unitPath } from "./organization/units";
export { parseLayer, type LayerConfigs } from "./parse-layer";
export { parseManagement } from "./parse-management";
export { parseMember } from "./parse-member";
export { parseSecurity } from "./parse-security";
export { readJson } from "./policy-language/read-json";
export { documentFaults } from "./policy-language/statements";
export { adminGroup } from "./people/group-names";
export { lostPassword, type LostPassword } from "./people/lost-password";
export { passwordsMade } from "./people/passwords-made";
export { permissionSetName } from "./people/permission-sets";
export { generateDocs } from "./schema/generate-docs";
export { generateSchema } from "./schema/generate-schema";
export { layerOf, type Layer } from "./schema/layers";
export { accountNameRule, homeRegionRule, newRegionRule } from "./schema/rules";
export { missingRegion } from "./stack-file/aws-keys";
export { editStackFile, EditError, type ConfigEdit } from "./stack-file/edit";
export type { Leave } from "./stack-file/take-out-lines";
export { placeFaults } from "./stack-file/place-faults";
export { readProjectFile } from "./stack-file/project-file";
export { productName, rawConfig, type RawConfig } from "./stack-file/raw-config";
export { readStackFile, type StackFile } from "./stack-file/read";
export { blockYaml, inlineYaml } from "./stack-file/write";
export { readFile, readStackFiles } from "./stack-files";
